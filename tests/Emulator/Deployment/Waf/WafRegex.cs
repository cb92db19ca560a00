using System.Text.RegularExpressions;
using Egress.Emulator.Gateway.Waf;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.Waf;

/// <summary>A regular expression of a rule or of a set. What is wrong is told without the expression, which may hold a secret.</summary>
internal static class WafRegex
{
    // AWS WAF API reference, Regex.
    private const int Longest = 512;

    public static Regex Read(Node node)
    {
        var pattern = node.AsText("a regular expression");
        if (pattern.Length is 0 or > Longest)
        {
            throw new TemplateException(node.At, $"a regular expression of {pattern.Length} characters", $"1 to {Longest}", "shorten it, or take several");
        }

        if (pattern.Contains("[:", StringComparison.Ordinal))
        {
            throw new TemplateException(node.At, "a regular expression with a class by name, such as [:digit:]", "ranges: .NET, which runs it here, would read the name's letters", "write it as 0-9, or a-z");
        }

        try
        {
            return RegexTest.Parse(pattern);
        }
        catch (RegexParseException fault)
        {
            throw new TemplateException(node.At, $"a regular expression with {fault.Error} at its character {fault.Offset}", "one that AWS WAF reads", "correct it");
        }
        catch (NotSupportedException)
        {
            throw new TemplateException(node.At, "a regular expression with look-around or a back reference, or a very large one", "one without: AWS WAF has no back references, and the emulator neither", "write it in other words");
        }
    }
}
