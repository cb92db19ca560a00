using Egress.Probe.Contract;

namespace Egress.Admin.Grants;

/// <summary>A key as a usage plan names it. The value is there because GetUsage may name the key by it.</summary>
internal sealed record PlanKey(string Id, ApiKey? Value);
