using System.IO.Compression;
using Egress.Emulator.Gateway.Request;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>Decompresses the request's body and treats it as text unless its type is binary. [doc: Call an API method with a compressed payload]</summary>
internal sealed class DecodeBody(GatewaySwitches switches)
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Found<GatewayRequest>();
        if (!request.Body.IsEmpty)
        {
            return DecodeAsync(context, request, next);
        }

        context.Keep(IntegrationBody.None);
        return next(context);
    }

    private async Task DecodeAsync(HttpContext context, GatewayRequest request, RequestDelegate next)
    {
        if (Encoding(request) is { } encoding && encoding is not ("gzip" or "deflate"))
        {
            await context.Reject(GatewayResponses.UnsupportedMediaType, $"Content-Encoding is '{encoding}', expected gzip or deflate.");
            return;
        }

        if (await DecompressAsync(request, context.RequestAborted) is not { } body)
        {
            await context.Reject(GatewayResponses.UnsupportedMediaType, "The body is not in its Content-Encoding, or holds more than 10485760 bytes.");
            return;
        }

        context.Keep(new IntegrationBody(Convert(context, request, body)));
        await next(context);
    }

    private static string? Encoding(GatewayRequest request) => string.Join(", ", request.Headers.All("Content-Encoding")).Trim().ToLowerInvariant() switch
    {
        "" or "identity" => null,
        var encoding => encoding,
    };

    private static async Task<ReadOnlyMemory<byte>?> DecompressAsync(GatewayRequest request, CancellationToken cancellationToken)
    {
        if (Encoding(request) is not { } encoding)
        {
            return request.Body;
        }

        using var compressed = new MemoryStream(request.Body.ToArray(), writable: false);
        await using Stream plain = encoding == "gzip" ? new GZipStream(compressed, CompressionMode.Decompress) : new ZLibStream(compressed, CompressionMode.Decompress);
        try
        {
            return await BoundedBody.ReadAsync(plain.ReadAsync, GatewayLimits.MaxBodyBytes, cancellationToken);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private ReadOnlyMemory<byte> Convert(HttpContext context, GatewayRequest request, ReadOnlyMemory<byte> body)
    {
        var isStreamed = context.Found<MatchedRoute>().Method.Integration.IsStreamed;
        return switches.ConvertsBodies && (switches.ConvertsStreamedRequests || !isStreamed)
            ? BodyConversion.Request(body, request.Headers.Last("Content-Type"), context.Found<AddressedStage>().Api.BinaryMediaTypes)
            : body;
    }
}
