using System.Text.RegularExpressions;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>What AWS takes as the path of a resource.</summary>
internal static partial class PathRules
{
    public static void Check(string path, SourceLocation at)
    {
        if (path == "/")
        {
            return;
        }

        var parts = path.Split('/');
        var isGood = parts[0].Length == 0 && parts.Skip(1).All(part => Part().IsMatch(part));
        if (!isGood)
        {
            throw new TemplateException(
                at,
                $"the path '{path}'",
                "parts of letters, digits and . _ - : ~ % @ $ & ' ( ) * + , ; = !, or {name}, each after a /",
                "correct it; a path does not end in /");
        }

        if (parts[..^1].Any(part => part.EndsWith("+}", StringComparison.Ordinal)))
        {
            throw new TemplateException(at, $"the path '{path}'", "{name+} as the last part only", "correct it");
        }
    }

    // CreateResource: "A sibling ({a}) of this resource already has a variable path part -- only one is allowed".
    public static void CheckSiblings(string path, IEnumerable<string> others, SourceLocation at)
    {
        if (!IsVariable(path))
        {
            return;
        }

        var sibling = others.FirstOrDefault(other => other != path && IsVariable(other) && Parent(other) == Parent(path));
        if (sibling is not null)
        {
            throw new TemplateException(at, $"{path} beside {sibling}", "one variable part below each path", "give both the same variable, or make one of them fixed");
        }
    }

    private static string Parent(string path) => path[..path.LastIndexOf('/')];

    private static bool IsVariable(string path) => path.EndsWith('}') && !path.EndsWith("+}", StringComparison.Ordinal);

    [GeneratedRegex(@"\A(?:[A-Za-z0-9._:~%@$&'()*+,;=!-]+|\{[A-Za-z0-9._:-]+\+?\})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
