using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Egress.Emulator.Tests.Gateway.Policy;

/// <summary>
/// What a policy decides, read a second time from IAM's pages ("Condition operators", "Multivalued context keys", "Policy evaluation logic") and written as plainly as they are: regular expressions,
/// strings of bits, no state. Slow, for an anonymous caller, and only for policies that can be read.
/// </summary>
internal sealed partial class PolicyModel(string apiArn, string action, string resource, IReadOnlyDictionary<string, string[]> context)
{
    public string Decide(JsonNode policy)
    {
        var effects = List(policy["Statement"]!).Where(Applies).Select(statement => (string)statement!["Effect"]!).ToList();
        return effects.Contains("Deny") ? "DeniedExplicitly" : effects.Contains("Allow") ? "Allowed" : "DeniedImplicitly";
    }

    private bool Applies(JsonNode? statement) =>
        Element(statement!, "Principal", node => List(node is JsonObject by ? by["AWS"] ?? new JsonArray() : node).Any(name => (string?)name == "*"))
        && Element(statement!, "Action", node => Texts(node).Any(text => Like(text, action, RegexOptions.IgnoreCase)))
        && Element(statement!, "Resource", node => Texts(node).Any(text => Like(text.StartsWith("execute-api:/", StringComparison.Ordinal) ? apiArn + text[12..] : text, resource)))
        && (statement!["Condition"]?.AsObject() ?? []).All(operation => operation.Value!.AsObject().All(test => Holds(operation.Key, test.Key, Texts(test.Value!))));

    private static bool Element(JsonNode statement, string name, Func<JsonNode, bool> matches) => statement[name] is { } plain ? matches(plain) : !matches(statement["Not" + name]!);

    private bool Holds(string operation, string key, IReadOnlyList<string> expected)
    {
        var form = Operation().Match(operation);
        var (set, name, ifExists) = (form.Groups["set"].Value, form.Groups["name"].Value, form.Groups["exists"].Success);
        var actual = context.FirstOrDefault(fact => fact.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value ?? [];
        if (name == "Null")
        {
            return expected.Contains(actual.Length == 0 ? "true" : "false");
        }

        var isNegative = name.Contains("Not", StringComparison.Ordinal);
        if (actual.Length == 0)
        {
            return ifExists || set == "ForAllValues:" || (isNegative && set.Length == 0);
        }

        bool Satisfies(string value) => isNegative ? !expected.Any(other => Same(name.Replace("Not", "", StringComparison.Ordinal), value, other)) : expected.Any(other => Same(name, value, other));
        return set == "ForAllValues:" || (isNegative && set.Length == 0) ? actual.All(Satisfies) : actual.Any(Satisfies);
    }

    private static bool Same(string name, string actual, string expected) => name switch
    {
        "StringEquals" => actual == expected,
        "StringEqualsIgnoreCase" or "Bool" => string.Equals(actual, expected, StringComparison.OrdinalIgnoreCase),
        "StringLike" => Like(expected, actual),
        "ArnLike" or "ArnEquals" => actual.Split(':', 6).Zip(expected.Split(':', 6)).All(part => Like(part.Second, part.First)),
        "IpAddress" => Bits(actual.Split('/')[0], null) is var bits && Bits(expected.Split('/')[0], expected) is var prefix && bits.StartsWith(prefix, StringComparison.Ordinal),
        _ when name.StartsWith("Numeric", StringComparison.Ordinal) => Compare(name[7..], double.Parse(actual, CultureInfo.InvariantCulture).CompareTo(double.Parse(expected, CultureInfo.InvariantCulture))),
        _ => Compare(name[4..], Seconds(actual).CompareTo(Seconds(expected))),
    };

    private static bool Compare(string relation, int order) => relation switch
    {
        "Equals" => order == 0,
        "LessThan" => order < 0,
        "LessThanEquals" => order <= 0,
        "GreaterThan" => order > 0,
        _ => order >= 0,
    };

    private static double Seconds(string date) =>
        long.TryParse(date, CultureInfo.InvariantCulture, out var epoch) ? epoch : (DateTime.Parse(date, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal) - DateTime.UnixEpoch).TotalSeconds;

    // The family, then one character a bit; of a range only as many as it has.
    private static string Bits(string address, string? range)
    {
        var bytes = IPAddress.Parse(address).GetAddressBytes();
        var bits = string.Concat(bytes.Select(octet => Convert.ToString(octet, 2).PadLeft(8, '0')));
        var length = range?.Split('/') is [_, var given] ? int.Parse(given, CultureInfo.InvariantCulture) : bits.Length;
        return $"{bytes.Length} {bits[..length]}";
    }

    private static bool Like(string pattern, string text, RegexOptions options = RegexOptions.None) =>
        Regex.IsMatch(text, $@"\A{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal)}\z", options | RegexOptions.Singleline | RegexOptions.CultureInvariant);

    private static IEnumerable<JsonNode?> List(JsonNode node) => node as JsonArray ?? (IEnumerable<JsonNode?>)[node];

    private static IReadOnlyList<string> Texts(JsonNode node) => [.. List(node).Select(item => item!.ToString())];

    [GeneratedRegex("^(?<set>ForAnyValue:|ForAllValues:)?(?<name>[A-Za-z]+?)(?<exists>IfExists)?$")]
    private static partial Regex Operation();
}
