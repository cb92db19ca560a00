namespace Egress.Probe;

/// <summary>What an answer says about the key.</summary>
internal sealed record Verdict(VerdictKind Kind, string? Fault = null)
{
    private const string InvalidKey = "INVALID_API_KEY";
    private const string Quota = "QUOTA_EXCEEDED";
    private const string Throttled = "THROTTLED";

    /// <summary>
    /// A rejection is known by <c>x-egress-error: {mark} {RESPONSE_TYPE}</c>, a pass by <c>x-egress-probe: {mark}</c>. A bare 403 is no refusal
    /// of the key: an unknown stage, a policy or a firewall answer with the same bytes.
    /// </summary>
    public static Verdict On(GatewayAnswer answer, string mark, bool isSettling = false)
    {
        if (answer.Status is not { } status)
        {
            return new(VerdictKind.Neutral);
        }

        if (TypeOf(answer.ErrorHeader, mark) is { } type)
        {
            return type switch
            {
                InvalidKey => new(VerdictKind.Refusal),
                Quota => new(VerdictKind.Pass), // counted per key and plan, so the key was recognised
                Throttled => new(VerdictKind.Throttled), // a throttle of the stage or account may come before the key check
                _ => status >= 500 ? new(VerdictKind.Neutral) : new(VerdictKind.Fault, $"blocked: {type}"),
            };
        }

        return (status, answer.ProbeHeader) switch
        {
            (200, { } header) when header == mark => new(VerdictKind.Pass),
            ( >= 500, _) => new(VerdictKind.Neutral),
            (429, _) => new(VerdictKind.Throttled),
            (403, _) when isSettling => new(VerdictKind.Neutral), // a node that does not know the stage yet answers so
            (403, _) => new(VerdictKind.Fault, "blocked: 403 without this stack's mark (policy, firewall, unknown stage, or a stage deployed without the gateway responses)"),
            _ => new(VerdictKind.Fault, $"wrong route: {status} without this stack's mark; /-/probe is not deployed on the stage"),
        };
    }

    private static string? TypeOf(string? header, string mark) => header?.Split(' ') is [var first, var type] && first == mark ? type : null;
}
