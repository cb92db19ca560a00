namespace Egress.Emulator.Demo;

/// <summary>A request as it arrived at an upstream.</summary>
internal sealed record SeenRequest(string Method, string Target, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body)
{
    public bool Contains(string text) =>
        Target.Contains(text, StringComparison.Ordinal) || Body.Contains(text, StringComparison.Ordinal) || Headers.Any(header => header.Value.Contains(text, StringComparison.Ordinal));
}
