using System.Globalization;
using System.Text.RegularExpressions;

namespace Egress.Emulator.Verify;

/// <summary>The short forms in <c>cases.json</c>; what Probe fills in (<c>{{key}}</c>, <c>{{api}}</c>, <c>{{host}}</c>) stays.</summary>
internal static partial class CaseText
{
    /// <summary>The upstream that the cases are about: an echo, and answers to order.</summary>
    public const string Host = "httpbin.org";

    private const string Gateway = "Host: {{host}}\r\nx-apigw-api-id: {{api}}";
    private const string Address = $"{Gateway}\r\nConnection: close";
    private const string Stage = "httpbin_org";

    public static string Expand(IReadOnlyList<string> lines) => Long().Replace(
        string.Join("\r\n", lines)
            .Replace("{{twenty}}", string.Join("\r\n", Enumerable.Repeat($"GET /no_such_stage/x HTTP/1.1\r\n{Gateway}\r\n", 20)), StringComparison.Ordinal)
            .Replace("{{usual}}", Address + "\r\nx-api-key: {{key}}", StringComparison.Ordinal)
            .Replace("{{address}}", Address, StringComparison.Ordinal)
            .Replace("{{stage}}", Stage, StringComparison.Ordinal),
        found => found.Groups["pad"] is { Success: true } pad
            ? new string('a', Number(pad))
            : string.Join("\r\n", Enumerable.Range(0, Number(found.Groups["count"])).Select(index => $"h{index:000}: {new string('a', Number(found.Groups["length"]))}")));

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("{{pad:(?<pad>[0-9]+)}}|{{headers:(?<count>[0-9]+):(?<length>[0-9]+)}}", RegexOptions.CultureInvariant)]
    private static partial Regex Long();
}
