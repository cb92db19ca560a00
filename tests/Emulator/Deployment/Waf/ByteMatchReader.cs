using System.Buffers.Text;
using System.Text;
using Egress.Emulator.Gateway.Waf;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.Waf;

/// <summary>What a ByteMatchStatement looks for, and where. No error shows it: it may be a leaked key.</summary>
internal static class ByteMatchReader
{
    // AWS WAF API reference, ByteMatchStatement.
    private const int LongestBytes = 200;

    public static readonly string[] Known = ["PositionalConstraint", "SearchString", "SearchStringBase64"];

    public static Func<byte[], bool> Read(PropertyMap statement)
    {
        _ = statement.Require("PositionalConstraint");
        var constraint = statement.FindOneOf("PositionalConstraint", [.. ByteMatch.ByConstraint.Keys])!;
        var search = Search(statement);
        if (search.Length is 0 or > LongestBytes)
        {
            throw Refuse(statement, $"{search.Length} bytes to look for", $"1 to {LongestBytes}", "shorten it");
        }

        if (constraint == "CONTAINS_WORD" && !ByteMatch.IsWord(search))
        {
            throw Refuse(statement, "what is no word", "letters, digits and _ only, for CONTAINS_WORD", "correct it, or take CONTAINS");
        }

        var matches = ByteMatch.ByConstraint[constraint];
        return value => matches(value, search);
    }

    private static byte[] Search(PropertyMap statement)
    {
        if (statement.Has("SearchString") == statement.Has("SearchStringBase64"))
        {
            throw Refuse(statement, "both or neither of SearchString and SearchStringBase64", "one of them", "keep one");
        }

        if (statement.FindText("SearchString") is { } text)
        {
            return Encoding.UTF8.GetBytes(text);
        }

        var base64 = statement.Text("SearchStringBase64");
        return Base64.IsValid(base64) ? Convert.FromBase64String(base64) : throw Refuse(statement, "what is no Base64", "SearchStringBase64 in Base64", "correct it");
    }

    private static TemplateException Refuse(PropertyMap statement, string found, string expected, string advice) =>
        new(statement.LocationOf(statement.Has("SearchStringBase64") ? "SearchStringBase64" : "SearchString"), $"{found} in {statement.What}", expected, advice);
}
