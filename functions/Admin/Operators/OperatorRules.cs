using System.Globalization;
using System.Text.RegularExpressions;
using Egress.Admin.Keys;

namespace Egress.Admin.Operators;

/// <summary>What a request may say. Everything is checked before the first call of AWS, and no content of a request is quoted: it may be a key, put in the wrong place.</summary>
internal static partial class OperatorRules
{
    private const int MostUpstreams = 9; // an API has ten stages, and one of ours is closed
    private const int MostDays = 90; // GetUsage, API reference

    /// <summary>Which members an action needs, and which it may have besides <c>dryRun</c>.</summary>
    private static readonly Dictionary<string, (string[] Needed, string[] Allowed)> Members = new(StringComparer.Ordinal)
    {
        ["list"] = ([], ["consumer", "position"]),
        ["issue"] = (["consumer", "upstreams"], []),
        ["grant"] = (["consumer", "upstream"], []),
        ["deny"] = (["consumer", "upstream"], []),
        ["rotate"] = (["consumer"], []),
        ["rotate-all"] = ([], ["since"]),
        ["rollback"] = (["consumer"], ["version"]),
        ["revoke"] = (["consumer", "target", "mode"], []),
        ["usage"] = ([], ["consumer", "upstream", "from", "to"]),
        ["sweep"] = ([], ["consumer"]),
    };

    public static IEnumerable<string> Actions => Members.Keys;

    /// <summary>Null when the request is sound.</summary>
    public static string? Fault(OperatorRequest request)
    {
        if (request.Action is null || !Members.TryGetValue(request.Action, out var members))
        {
            return $"action is none of {string.Join(", ", Actions)}";
        }

        var given = Given(request);
        return members.Needed.Except(given).FirstOrDefault() is { } missing ? $"{request.Action} needs the member {missing}"
            : given.Except(members.Needed).Except(members.Allowed).FirstOrDefault() is { } extra ? $"{request.Action} has no member {extra}"
            : FaultOfValues(request);
    }

    private static string[] Given(OperatorRequest request)
    {
        (string Name, object? Value)[] all =
        [
            ("consumer", request.Consumer), ("upstream", request.Upstream), ("upstreams", request.Upstreams), ("version", request.Version),
            ("target", request.Target), ("mode", request.Mode), ("from", request.From), ("to", request.To), ("since", request.Since), ("position", request.Position),
        ];
        return [.. all.Where(member => member.Value is not null).Select(member => member.Name)];
    }

    private static string? FaultOfValues(OperatorRequest request)
    {
        var hosts = (request.Upstreams ?? []).Concat(request.Upstream is null ? [] : [request.Upstream]).ToArray();
        return request.Consumer is not null && !KeyName.IsConsumer(request.Consumer) ? "consumer is no name; expected 1 to 40 lower-case letters, digits and single hyphens"
            : request.Position is not null && !KeyName.IsConsumer(request.Position) ? "position is no name; expected the position that an answer named"
            : request.Upstreams is { Count: < 1 or > MostUpstreams } ? $"upstreams has {request.Upstreams.Count} hosts; expected 1 to {MostUpstreams}"
            : hosts.Any(host => host is null || !Host().IsMatch(host)) ? "an upstream is no host name; expected lower-case names such as api.openai.com"
            : hosts.Distinct(StringComparer.Ordinal).Count() != hosts.Length ? "upstreams names a host twice"
            : request.Version is not null && !VersionId().IsMatch(request.Version) ? "version is no version id; expected 32 to 64 letters, digits and hyphens"
            : request.Target is not (null or "current" or "previous") && !VersionId().IsMatch(request.Target) && !Fingerprint().IsMatch(request.Target) ? "target is none of current, previous, a version id, a fingerprint of 8 hex digits"
            : request.Mode is not (null or "replace" or "contain") ? "mode is neither replace nor contain"
            : FaultOfDays(request);
    }

    private static string? FaultOfDays(OperatorRequest request)
    {
        if ((request.From is not null && Day(request.From) is null) || (request.To is not null && Day(request.To) is null))
        {
            return "from or to is no day; expected one such as 2026-01-31";
        }

        return Day(request.From) is { } from && Day(request.To) is { } to && (to < from || to.DayNumber - from.DayNumber >= MostDays)
            ? $"from and to are no interval of 1 to {MostDays} days"
            : null;
    }

    public static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    [GeneratedRegex("^(?=.{1,115}\\z)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Host();

    // A key's value has no hyphen: a version id without one is refused, lest a key be taken for one and logged.
    [GeneratedRegex("^(?=.{32,64}\\z)[A-Za-z0-9]+(-[A-Za-z0-9]+)+\\z|^[0-9a-f]{64}\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex VersionId();

    [GeneratedRegex("^[0-9a-f]{8}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Fingerprint();
}
