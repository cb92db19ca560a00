using System.Buffers;
using Egress.Emulator.Gateway.Upstream;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>Sends an upstream's answer on as it arrives. What goes wrong after the headers can only be seen as a body cut short.</summary>
internal sealed class StreamResponse(GatewayServices services)
{
    private const int ReadBytes = 64 * 1024;
    private readonly ResponseHeaders _headers = new(services.Switches);

    public async Task SendAsync(HttpContext context, UpstreamResponse response, long start, CancellationToken integrationTimeout)
    {
        AnswerHead.Write(context, response.StatusCode, _headers.Map(response.Headers, isStreamed: true), services);
        if (AnswerBody.IsReset(context))
        {
            await AnswerBody.WriteAsync(context, default);
            return;
        }

        if (services.Switches.StreamsWithUpstreamLength)
        {
            context.Response.ContentLength = response.Body.Length;
        }

        using var longest = new CancellationTokenSource(GatewayLimits.LongestStream, services.Time);
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(
            longest.Token, services.Switches.StreamTimeoutEndsAtHeaders ? CancellationToken.None : integrationTimeout, context.RequestAborted);
        try
        {
            LetReaderBeSlow(context);
            await context.Response.StartAsync(cut.Token);
            await context.Response.Body.FlushAsync(cut.Token); // the headers do not wait for the first byte of the body
            await CopyAsync(context, response.Body, start, cut.Token);
        }
        catch (Exception failure) when (failure is UpstreamException or OperationCanceledException)
        {
            if (!services.Switches.EndsCutStreamsCleanly)
            {
                throw new StreamCutException(failure);
            }
        }
    }

    // Fifteen minutes end a stream in any case.
    private static void LetReaderBeSlow(HttpContext context)
    {
        if (context.FoundOrNot<IHttpMinResponseDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }
    }

    private async Task CopyAsync(HttpContext context, UpstreamBody body, long start, CancellationToken cancellationToken)
    {
        var silence = context.Found<AddressedStage>().Api.EndpointType == "EDGE" ? GatewayLimits.LongestEdgeStreamSilence : GatewayLimits.LongestStreamSilence;
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var silent = services.Time.CreateTimer(state => ((CancellationTokenSource)state!).Cancel(), cut, silence, Timeout.InfiniteTimeSpan);
        var buffer = ArrayPool<byte>.Shared.Rent(ReadBytes);
        long sent = 0;
        var pace = new StreamPace();
        try
        {
            while (await body.ReadAsync(buffer, cut.Token) is > 0 and var read)
            {
                silent.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan); // a slow reader is not the upstream's silence
                await context.Response.Body.WriteAsync(buffer.AsMemory(0, read), cancellationToken); // which flushes
                sent += read;
                if (services.Switches.PacesStreams && pace.Pause(read, services.Time.GetElapsedTime(start)) is { Ticks: > 0 } pause)
                {
                    await Task.Delay(pause, services.Time, cancellationToken);
                }

                silent.Change(silence, Timeout.InfiniteTimeSpan);
            }
        }
        finally
        {
            context.Keep(new ResponseLength(sent));
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
