using Egress.Emulator.Gateway;

namespace Egress.Emulator.ControlPlane;

/// <summary>A stage in a usage plan, with throttles by <c>{resource path}/{METHOD}</c>.</summary>
internal sealed record PlanStage(string ApiId, string StageName, IReadOnlyDictionary<string, ThrottleLimit> Throttles);
