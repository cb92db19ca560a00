namespace Egress.Emulator.Gateway.Policy;

/// <summary>Patterns of policies: <c>*</c> is any run of characters, <c>?</c> any one.</summary>
internal static class Wildcard
{
    /// <summary>Linear in memory, no recursion: on a mismatch the last star takes one character more.</summary>
    public static bool Matches(string pattern, string text, StringComparison comparison = StringComparison.Ordinal)
    {
        var (inPattern, inText, star, resume) = (0, 0, -1, 0);
        while (inText < text.Length)
        {
            if (inPattern < pattern.Length && pattern[inPattern] == '*')
            {
                if (inPattern == pattern.Length - 1)
                {
                    return true;
                }

                (star, resume) = (inPattern++, inText);
            }
            else if (inPattern < pattern.Length && (pattern[inPattern] == '?' || Same(pattern[inPattern], text[inText], comparison)))
            {
                (inPattern, inText) = (inPattern + 1, inText + 1);
            }
            else if (star >= 0)
            {
                (inPattern, inText) = (star + 1, ++resume);
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(inPattern).IndexOfAnyExcept('*') < 0;
    }

    private static bool Same(char left, char right, StringComparison comparison) =>
        left == right || (comparison == StringComparison.OrdinalIgnoreCase && char.ToUpperInvariant(left) == char.ToUpperInvariant(right));
}
