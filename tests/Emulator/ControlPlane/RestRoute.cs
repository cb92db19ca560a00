using System.Text.Json.Nodes;

namespace Egress.Emulator.ControlPlane;

/// <summary>An operation that is performed: where it is asked for, the status of its success, and what it does. No body is answered where it returns null.</summary>
internal sealed record RestRoute(RestTarget Target, int SuccessStatus, Func<RestCall, JsonNode?> Perform)
{
    public RestRoute(string operation, string verb, string path, int successStatus, Func<RestCall, JsonNode?> perform)
        : this(new RestTarget(operation, verb, path), successStatus, perform)
    {
    }

    public ControlPlaneAnswer Answer(RestCall call) => Perform(call) is { } body ? ControlPlaneAnswer.Json(SuccessStatus, body) : ControlPlaneAnswer.Empty(SuccessStatus);
}
