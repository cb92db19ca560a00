namespace Egress.Admin.Sweeping;

/// <summary>Something about a secret that is mended, or, without <paramref name="Do"/>, only told.</summary>
internal sealed record Mend(string Action, string Reason, bool IsAlarm, Func<CancellationToken, Task>? Do);
