using System.Buffers;
using Egress.Emulator.Gateway.Upstream;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>Sends an upstream's answer on as it arrives. What goes wrong after the headers can only be seen as a body cut short.</summary>
internal sealed class StreamResponse(GatewayServices services)
{
    private const int ReadBytes = 64 * 1024;
    private const int MaxHeldBytes = 2 * 1024; // what fits a block of Kestrel's memory beside a head
    private readonly ResponseHeaders _headers = new(services.Switches);

    public async Task SendAsync(HttpContext context, UpstreamResponse response, long start, CancellationToken ending)
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

        var silence = context.Found<AddressedStage>().Api.EndpointType == "EDGE" ? GatewayLimits.LongestEdgeStreamSilence : GatewayLimits.LongestStreamSilence;
        await using var cut = new StreamCut(services.Time, silence, ending);
        try
        {
            LetReaderBeSlow(context);
            await context.Response.StartAsync(cut.Token);
            if (!response.Body.IsAtHand)
            {
                cut.Begin();
                await context.Response.Body.FlushAsync(cut.Token); // the headers do not wait for the first byte of the body
            }

            await CopyAsync(context, response.Body, start, cut);
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

    private async Task CopyAsync(HttpContext context, UpstreamBody body, long start, StreamCut cut)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ReadBytes);
        long sent = 0;
        var pace = new StreamPace();
        try
        {
            while (await ReadAsync(body, buffer, cut) is > 0 and var read)
            {
                await WriteAsync(context, body, buffer.AsMemory(0, read), cut);
                sent += read;
                if (services.Switches.PacesStreams && pace.Pause(read, services.Time.GetElapsedTime(start)) is { Ticks: > 0 } pause)
                {
                    await Task.Delay(pause, services.Time, cut.Token);
                }
            }
        }
        finally
        {
            context.Keep(new ResponseLength(sent));
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async ValueTask<int> ReadAsync(UpstreamBody body, Memory<byte> buffer, StreamCut cut)
    {
        if (!body.IsAtHand)
        {
            cut.Listen();
        }

        var read = await body.ReadAsync(buffer, cut.Token);
        cut.Heard();
        return read;
    }

    // A short body that is whole goes out with the head and the last chunk, when the call ends: what has come would go out no sooner. Anything else goes at once.
    private static async ValueTask WriteAsync(HttpContext context, UpstreamBody body, ReadOnlyMemory<byte> piece, StreamCut cut)
    {
        if (body.IsWhole && piece.Length <= MaxHeldBytes)
        {
            piece.CopyTo(context.Response.BodyWriter.GetMemory(piece.Length));
            context.Response.BodyWriter.Advance(piece.Length);
            return;
        }

        var writing = context.Response.Body.WriteAsync(piece, cut.Token); // which flushes
        if (!writing.IsCompleted)
        {
            cut.Begin();
        }

        await writing;
    }
}
