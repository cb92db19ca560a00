using System.Buffers.Text;
using System.Text;
using Egress.Probe.Contract;

namespace Egress.Probe.Exchanges;

/// <summary>What exchanges may hold; everything is checked before anything is sent.</summary>
internal static class ExchangeRules
{
    private const int MostExchanges = 50;
    private const int MostRequestBytes = 64 * 1024;
    private const int LongestTimeoutMs = 30_000;

    /// <summary>Null when the exchanges are sound.</summary>
    public static string? Fault(ProbeRequest request)
    {
        if (request.Upstreams is { Count: > 0 })
        {
            return "upstreams is given; expected exchanges alone in mode exchange";
        }

        return request.Exchanges is not { Count: >= 1 and <= MostExchanges }
            ? $"exchanges has {request.Exchanges?.Count ?? 0} entries; expected 1 to {MostExchanges}, send the others in another event"
            : request.Exchanges.Select(Fault).FirstOrDefault(fault => fault is not null);
    }

    private static string? Fault(Exchange? exchange)
    {
        if (exchange?.TimeoutMs is not (>= 100 and <= LongestTimeoutMs))
        {
            return $"timeoutMs is {exchange?.TimeoutMs}; expected 100 to {LongestTimeoutMs} milliseconds";
        }

        if (string.IsNullOrEmpty(exchange.Request) || !Base64.IsValid(exchange.Request, out var length) || length is < 1 or > MostRequestBytes)
        {
            return $"request is not base64 of 1 to {MostRequestBytes} bytes";
        }

        var text = Encoding.Latin1.GetString(Convert.FromBase64String(exchange.Request));
        return AddressRules.Fault(text) ?? KeyRules.Fault(text);
    }
}
