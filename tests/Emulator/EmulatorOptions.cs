using Egress.Emulator.ControlPlane;
using Egress.Emulator.Gateway;

namespace Egress.Emulator;

/// <summary>What the command line of <c>up</c> says; also the in-process way to start an emulator.</summary>
internal sealed record EmulatorOptions
{
    public string TemplateFile { get; init; } = "template.yaml";
    public IReadOnlyDictionary<string, string> ParameterOverrides { get; init; } = new Dictionary<string, string>();
    public string Region { get; init; } = "us-east-1";

    /// <summary>The control plane's port; the endpoints take the next ones. 0: every port is a free one.</summary>
    public int ControlPort { get; init; } = 4510;

    /// <summary>Upstream host → address (http or https) that its traffic goes to instead, Host header and path kept.</summary>
    public IReadOnlyDictionary<string, Uri> ConnectTo { get; init; } = new Dictionary<string, Uri>();

    /// <summary>Endpoints that the template does not know: id → HTTP port.</summary>
    public IReadOnlyDictionary<string, int> AdditionalVpcEndpoints { get; init; } = new Dictionary<string, int>();

    public int Nodes { get; init; } = 1;

    /// <summary>A change of a key or plan reaches each node after a delay between zero and this.</summary>
    public TimeSpan Propagation { get; init; }

    /// <summary>How late a reader of Secrets Manager may see a new version or label.</summary>
    public TimeSpan SecretsLag { get; init; }

    /// <summary>What AWS does not document about the data plane, one by one.</summary>
    public GatewaySwitches Switches { get; init; } = new();

    /// <summary>How late GetUsage tells of a call. On AWS it was seen to be 30 to 40 minutes.</summary>
    public TimeSpan UsageLag { get; init; }

    /// <summary>The request rates that AWS gives an account and Region are enforced at the control plane.</summary>
    public bool ThrottlesAccount { get; init; }

    /// <summary>What goes wrong at the control plane once the stack is up.</summary>
    public IReadOnlyList<InjectedFault> Faults { get; init; } = [];

    /// <summary>Rotation schedules are tested, or rotate at once, when the stack is up. For one call by <c>invoke</c>, and for a story that is told, that is noise.</summary>
    public bool SetsUpSchedules { get; init; } = true;

    /// <summary>False: no function is ever started. Whoever invokes one is told so, and what waits for one is not created.</summary>
    public bool RunsFunctions { get; init; } = true;
}
