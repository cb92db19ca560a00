using System.Text;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>Member names without quotation marks, as in <c>{statusCode: 200}</c>, get them. [validated: test_integration_mock_with_path_param]</summary>
internal static class UnquotedNames
{
    /// <summary>Texts stay as they are, whatever they hold. Each character is looked at once: a client's words may stand in the text.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 16);
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var taken = rest[0] == '"' ? TextLength(rest) : 1;
            var mayBeginMember = rest[0] is '{' or ',';
            quoted.Append(rest[..taken]);
            rest = rest[taken..];
            rest = mayBeginMember ? QuoteName(rest, quoted) : rest;
        }

        return quoted.ToString();
    }

    private static ReadOnlySpan<char> QuoteName(ReadOnlySpan<char> rest, StringBuilder quoted)
    {
        var name = rest.TrimStart();
        var length = 0;
        while (length < name.Length && (name[length] == '_' || char.IsAsciiLetter(name[length]) || (length > 0 && char.IsAsciiDigit(name[length]))))
        {
            length++;
        }

        var after = name[length..].TrimStart();
        var isName = length > 0 && after.StartsWith(':');
        quoted.Append(rest[..^name.Length]).Append(isName ? "\"" : "").Append(name[..length]).Append(isName ? "\"" : "").Append(name[length..^after.Length]);
        return after;
    }

    /// <summary>Quotation marks included; one that is not closed goes to the end.</summary>
    private static int TextLength(ReadOnlySpan<char> text)
    {
        for (var index = 1; index < text.Length; index++)
        {
            if (text[index] == '"')
            {
                return index + 1;
            }

            index += text[index] == '\\' ? 1 : 0;
        }

        return text.Length;
    }
}
