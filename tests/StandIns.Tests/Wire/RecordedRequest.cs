namespace Egress.StandIns.Tests.Wire;

/// <summary>A request as it arrived; the target is what stood on the request line, undecoded.</summary>
internal sealed record RecordedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Line => $"{Method} {Target}";

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
