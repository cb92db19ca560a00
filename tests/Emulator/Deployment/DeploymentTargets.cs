using Egress.Emulator.ControlPlane;
using Egress.Emulator.Functions;

namespace Egress.Emulator.Deployment;

/// <summary>Where resources come to life.</summary>
internal sealed record DeploymentTargets
{
    public required ApiGatewayStore Apis { get; init; }
    public required SecretStore Secrets { get; init; }
    public required FunctionHost Functions { get; init; }

    /// <summary>Upstream hosts of <c>--connect-to</c>: these, and only these, may be private names or addresses.</summary>
    public IReadOnlyCollection<string> ConnectedHosts { get; init; } = [];

    /// <summary>Is there a <c>--vpc-endpoint</c>? Then the template need not have one.</summary>
    public bool HasAddedEndpoints { get; init; }
}
