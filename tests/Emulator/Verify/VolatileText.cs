using System.Text.RegularExpressions;

namespace Egress.Emulator.Verify;

/// <summary>Puts a name in place of what no two calls, and no two stacks, have alike.</summary>
internal static partial class VolatileText
{
    public static string Settle(string text) => Parts().Replace(text, found => found.Groups["placeholder"] is { Success: true } placeholder
        ? placeholder.Value
        : $"<{found.Groups.Cast<Group>().Skip(1).First(group => group.Success).Name}>");

    // Numbers that the cases themselves send (Root=1-3152b799-…, 192.0.2.…) stay: whether they arrive is a question.
    [GeneratedRegex(
        "(?<placeholder>{{(key|api|mark|host)}})~*"
        + "|(?<uuid>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
        + "|(?<trace>1-(?!3152b799)[0-9a-f]{8}-[0-9a-f]{24})"
        + "|(?<address>(?!192\\.0\\.2\\.)\\b[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\b)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Parts();
}
