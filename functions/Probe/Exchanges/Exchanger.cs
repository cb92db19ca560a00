using Egress.Probe.Contract;

namespace Egress.Probe.Exchanges;

/// <summary>Sends raw requests to the gateway, and to nothing else: the address is Probe's own setting, and no event can name another.</summary>
internal sealed class Exchanger(ProbeOptions options, TimeProvider time)
{
    private const int AtOnce = 5;

    public async Task<ProbeReport> RunAsync(ProbeRequest request, ApiKey key, string? versionId, CancellationToken deadline)
    {
        var (placeholders, wire) = (new Placeholders(options, key), new GatewayWire(options, time));
        var answers = new ExchangeAnswer[request.Exchanges.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, answers.Length),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (index, _) => answers[index] = await AskAsync(request.Exchanges[index], placeholders, wire, deadline));
        return new ProbeReport { VersionId = versionId, Answers = answers };
    }

    private async Task<ExchangeAnswer> AskAsync(Exchange exchange, Placeholders placeholders, GatewayWire wire, CancellationToken deadline)
    {
        var started = time.GetTimestamp();
        var heard = await wire.AskAsync(placeholders.Fill(Convert.FromBase64String(exchange.Request)), TimeSpan.FromMilliseconds(exchange.TimeoutMs), deadline);
        return new ExchangeAnswer
        {
            Answer = Convert.ToBase64String(placeholders.Redact(heard.Bytes.Span)),
            End = heard.End,
            Tls = heard.Tls,
            FirstMs = (long?)heard.First?.TotalMilliseconds,
            TotalMs = (long)time.GetElapsedTime(started).TotalMilliseconds,
        };
    }
}
