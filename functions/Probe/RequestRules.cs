using System.Text.RegularExpressions;
using Egress.Probe.Contract;
using Egress.Probe.Exchanges;

namespace Egress.Probe;

/// <summary>What a request may ask for: everything is checked before anything is sent.</summary>
internal static partial class RequestRules
{
    private const int MostUpstreams = 9; // an API has ten stages, and one of ours is closed
    private const int MostAttempts = 2000;
    private const int LongestIntervalMs = 60_000;

    /// <summary>Null when the request is sound.</summary>
    public static string? Fault(ProbeRequest request) =>
        (request.Mode == ProbeMode.Exchange ? ExchangeRules.Fault(request) : FaultOfRound(request))
        ?? (request.Mode != ProbeMode.Control && string.IsNullOrEmpty(request.SecretId) ? "secretId is missing; expected the ARN of the consumer's secret (only mode control does without)" : null);

    private static string? FaultOfRound(ProbeRequest request)
    {
        if (request.Exchanges is not { Count: 0 })
        {
            return "exchanges is given; expected it in mode exchange only";
        }

        if (request.Upstreams is not { Count: >= 1 and <= MostUpstreams })
        {
            return $"upstreams has {request.Upstreams?.Count ?? 0} hosts; expected 1 to {MostUpstreams}";
        }

        if (request.Upstreams.Any(host => host is null || !Host().IsMatch(host)))
        {
            return "upstreams has an entry that is no host name; expected lower-case names such as api.openai.com";
        }

        if (request.Upstreams.Distinct(StringComparer.Ordinal).Count() != request.Upstreams.Count)
        {
            return "upstreams names a host twice; expected each once";
        }

        if (request.Attempts is < 1 or > MostAttempts)
        {
            return $"attempts is {request.Attempts}; expected 1 to {MostAttempts}";
        }

        return request.IntervalMs is < 0 or > LongestIntervalMs ? $"intervalMs is {request.IntervalMs}; expected 0 to {LongestIntervalMs} milliseconds" : null;
    }

    [GeneratedRegex("^(?=.{1,128}\\z)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Host();
}
