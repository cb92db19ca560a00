namespace Egress.Probe.Exchanges;

/// <summary>
/// Where an exchange may put the key: in the one header that the gateway takes it from and overwrites towards the upstream. Anywhere else it would
/// reach the upstream or the access log.
/// </summary>
internal static class KeyRules
{
    private const string Header = "x-api-key";
    private const string ProbeLine = "/-/probe HTTP/1.1\r\n";

    /// <summary>Null when the key stays with the gateway.</summary>
    public static string? Fault(string request)
    {
        var at = request.IndexOf(Placeholders.Key, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        if (request.LastIndexOf(Placeholders.Key, StringComparison.Ordinal) != at)
        {
            return $"a request holds {Placeholders.Key} twice; expected it once";
        }

        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var head = end < 0 ? request : request[..(end + 2)];
        if (at > head.Length || head.Replace("\r\n", "", StringComparison.Ordinal).AsSpan().ContainsAny('\r', '\n'))
        {
            return $"a request holds {Placeholders.Key} outside of a head whose lines all end with CR LF; expected {Header}: {Placeholders.Key} in one";
        }

        return head.Contains($"\r\n{Header}: {Placeholders.Key}\r\n", StringComparison.Ordinal) || IsSpelledOtherwiseForProbe(head)
            ? null
            : $"a request holds {Placeholders.Key} elsewhere; expected the line {Header}: {Placeholders.Key} (spelled in capitals only for GET …/-/probe, which has no upstream)";
    }

    // Whether the gateway overwrites another spelling is not known: such a key may go where no upstream is, and nowhere else.
    private static bool IsSpelledOtherwiseForProbe(string head) =>
        head.Contains($"\r\n{Header}: {Placeholders.Key}\r\n", StringComparison.OrdinalIgnoreCase)
        && head.StartsWith("GET /", StringComparison.Ordinal)
        && head.IndexOf("\r\n", StringComparison.Ordinal) == head.IndexOf(ProbeLine, StringComparison.Ordinal) + ProbeLine.Length - 2
        && !head.Contains('?', StringComparison.Ordinal);
}
