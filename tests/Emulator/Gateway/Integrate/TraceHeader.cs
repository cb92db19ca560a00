using System.Security.Cryptography;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>
/// <c>X-Amzn-Trace-Id</c>: the client's root, or one of the gateway's own. Without X-Ray an upstream gets the root alone [capture: fireprox #32, #39]; with it the gateway is
/// a segment of the trace, and what follows is its child [doc: X-Ray, Tracing header].
/// </summary>
/// <param name="Root">The trace's id.</param>
/// <param name="Sampled">What the client says of sampling, or null.</param>
internal sealed record TraceHeader(string Root, string? Sampled)
{
    public const string Name = "X-Amzn-Trace-Id";

    public static TraceHeader Of(string? client, string ownRoot)
    {
        var fields = (client ?? "").Split(';', StringSplitOptions.TrimEntries);
        return new TraceHeader(Field(fields, "Root=") ?? ownRoot, Field(fields, "Sampled="));
    }

    /// <summary>A trace that nobody has decided on is sampled: AWS takes the first of each second and 5 % of the rest.</summary>
    public string ToUpstream(bool isTraced) => isTraced ? $"Root={Root};Parent={RandomNumberGenerator.GetHexString(16, lowercase: true)};Sampled={Sampled ?? "1"}" : $"Root={Root}";

    // One without a value counts as absent: an empty root would be the trace of no call.
    private static string? Field(string[] fields, string name) => Array.Find(fields, field => field.Length > name.Length && field.StartsWith(name, StringComparison.Ordinal))?[name.Length..];
}
