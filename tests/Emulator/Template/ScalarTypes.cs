using System.Text.RegularExpressions;

namespace Egress.Emulator.Template;

/// <summary>
/// What a plain YAML scalar means: YAML 1.1, the version that CloudFormation names (AWS page "CloudFormation template formats"), as far as it tells
/// null, booleans and numbers. A date such as <c>2012-10-17</c> stays a string, because policies need it so.
/// </summary>
internal static partial class ScalarTypes
{
    public static ScalarNode Resolve(SourceLocation at, string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => new ScalarNode(at, "", ScalarKind.Null),
        "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" => new ScalarNode(at, "true", ScalarKind.Boolean),
        "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => new ScalarNode(at, "false", ScalarKind.Boolean),
        _ => new ScalarNode(at, text, Number().IsMatch(text) ? ScalarKind.Number : ScalarKind.Text),
    };

    // No leading zero: an account id such as 012345678901 must not lose its first digit.
    [GeneratedRegex(@"\A[-+]?(0|[1-9][0-9]{0,17})(\.[0-9]{1,17})?([eE][-+]?[0-9]{1,2})?\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
