using System.IO.Compression;
using Egress.Emulator.Gateway.Request;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>Decompresses the request's body and treats it as text unless its type is binary. [doc: Call an API method with a compressed payload]</summary>
internal sealed class DecodeBody(GatewaySwitches switches)
{
    // No customised gateway response shapes a 413. [doc: important notes]
    private static readonly Rejection TooLarge = new(GatewayResponses.RequestTooLarge) { IsCustomisable = false, Cause = "The body holds more than 10485760 bytes once it is decompressed." };

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

        var (body, isTooLarge) = await DecompressAsync(request, context.RequestAborted);
        if (body is not { } whole)
        {
            await context.Reject(isTooLarge && switches.RefusesBombsAsTooLarge ? TooLarge : new Rejection(GatewayResponses.UnsupportedMediaType) { Cause = "The body is not in its Content-Encoding, or holds more than 10485760 bytes." });
            return;
        }

        context.Keep(new IntegrationBody(Convert(context, request, whole)));
        await next(context);
    }

    private static string? Encoding(GatewayRequest request) => string.Join(", ", request.Headers.All("Content-Encoding")).Trim().ToLowerInvariant() switch
    {
        "" or "identity" => null,
        var encoding => encoding,
    };

    private static async Task<(ReadOnlyMemory<byte>? Body, bool IsTooLarge)> DecompressAsync(GatewayRequest request, CancellationToken cancellationToken)
    {
        if (Encoding(request) is not { } encoding)
        {
            return (request.Body, false);
        }

        using var compressed = new MemoryStream(request.Body.ToArray(), writable: false);
        await using Stream plain = encoding == "gzip" ? new GZipStream(compressed, CompressionMode.Decompress) : new ZLibStream(compressed, CompressionMode.Decompress);
        try
        {
            var body = await BoundedBody.ReadAsync(plain.ReadAsync, GatewayLimits.MaxBodyBytes, cancellationToken);
            return (body, body is null);
        }
        catch (InvalidDataException)
        {
            return (null, false);
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
