using Egress.Emulator.Deployment.Secrets;
using Egress.Emulator.Functions;
using Egress.Emulator.Gateway;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment;

/// <summary>What the rest of the emulator asks of a deployed template.</summary>
internal sealed record DeployedStack
{
    public required StackIdentity Identity { get; init; }
    public required IReadOnlyList<RestApi> RestApis { get; init; }

    /// <summary>In the order of their creation.</summary>
    public required IReadOnlyList<ApiStage> Stages { get; init; }

    /// <summary>Those for execute-api, in the order of the template.</summary>
    public required IReadOnlyList<VpcEndpoint> VpcEndpoints { get; init; }

    public required IReadOnlyList<FunctionDefinition> Functions { get; init; }
    public required IReadOnlyList<RotationSchedule> RotationSchedules { get; init; }

    /// <summary>Logical id → what Ref gives.</summary>
    public required IReadOnlyDictionary<string, string> PhysicalIds { get; init; }

    public required IReadOnlyDictionary<string, string> Outputs { get; init; }

    /// <summary>Resource types that exist in name only → their logical ids. To be told once at start.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> NotEmulated { get; init; }

    /// <summary>Resources that do not exist yet, because a custom resource is not delivered: logical ids.</summary>
    public required IReadOnlyList<string> Waiting { get; init; }

    /// <summary>AWS services that the VPC has an endpoint for, other than execute-api: <c>secretsmanager</c>, <c>lambda</c>, …</summary>
    public required IReadOnlySet<string> EndpointServices { get; init; }

    /// <summary>Other things to be told once at start.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
