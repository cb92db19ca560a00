using System.Text.RegularExpressions;

namespace Egress.Emulator.Template.Intrinsics;

/// <summary>The text of Fn::Sub in parts: <c>${name}</c> is a variable, <c>${!text}</c> stands for <c>${text}</c>, all else for itself.</summary>
internal static partial class SubText
{
    internal readonly record struct Part(string Text, bool IsVariable);

    public static IEnumerable<Part> Parse(ScalarNode text)
    {
        var end = 0;
        foreach (Match match in Placeholder().Matches(text.Text))
        {
            yield return new Part(text.Text[end..match.Index], IsVariable: false);
            yield return Placed(match.Groups[1].Value, text);
            end = match.Index + match.Length;
        }

        yield return new Part(text.Text[end..], IsVariable: false);
    }

    private static Part Placed(string inner, ScalarNode text)
    {
        if (inner.StartsWith('!'))
        {
            return new Part($"${{{inner[1..]}}}", IsVariable: false);
        }

        return Name().IsMatch(inner)
            ? new Part(inner, IsVariable: true)
            : throw new TemplateException(text.At, $"${{{inner}}} in Fn::Sub", "a name of letters, digits, underscores, periods and colons", "write ${!…} for a literal ${…}");
    }

    [GeneratedRegex(@"\$\{([^{}]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\A[A-Za-z0-9_.:]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
