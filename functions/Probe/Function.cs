using System.Text.Json;
using Amazon.Lambda.Core;
using Egress.Probe.Contract;
using Egress.Probe.Exchanges;

namespace Egress.Probe;

/// <summary>
/// Probe says, from inside the VPC, whether the gateway accepts a key on every upstream.
/// <list type="number">
/// <item>check the request: <see cref="RequestRules"/>;</item>
/// <item>read the key by its version: <see cref="KeyReader"/>;</item>
/// <item>knock at every stage through every address: <see cref="Prober"/>, <see cref="GatewayDoor"/>;</item>
/// <item>judge each answer and count: <see cref="Verdict"/>, <see cref="Tally"/>.</item>
/// </list>
/// In mode exchange it carries raw requests to the gateway instead, and raw answers back, without the key: <see cref="Exchanger"/>.
/// </summary>
internal sealed class Function(KeyReader keys, Prober prober, Exchanger exchanger, TimeProvider time)
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(3);

    public async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        var remaining = context.RemainingTime - Margin;
        using var deadline = new CancellationTokenSource(remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero, time);
        var request = await ParseAsync(input, deadline.Token);
        if (RequestRules.Fault(request) is { } fault)
        {
            throw new ProbeRefusedException($"The request is not sound: {fault}. Nothing was sent.");
        }

        var (key, versionId) = request.Mode == ProbeMode.Control ? (ApiKey.Draw(), null) : await keys.ReadAsync(request.SecretId!, request.VersionId, deadline.Token);
        var report = request.Mode == ProbeMode.Exchange
            ? await exchanger.RunAsync(request, key, versionId, deadline.Token)
            : await prober.RunAsync(request, key, versionId, deadline.Token);
        return new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(report, ProbeJson.Default.ProbeReport));
    }

    private static async Task<ProbeRequest> ParseAsync(Stream input, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(input, ProbeJson.Default.ProbeRequest, cancellationToken) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new ProbeRefusedException("The event is no request; expected {\"secretId\":…,\"versionId\":…,\"upstreams\":[…],\"mode\":\"accept\"|\"reject\"|\"control\",\"attempts\":n,\"intervalMs\":n} or {\"secretId\":…,\"mode\":\"exchange\",\"exchanges\":[{\"request\":base64,\"timeoutMs\":n}]} and nothing else. Nothing was sent.");
        }
    }
}
