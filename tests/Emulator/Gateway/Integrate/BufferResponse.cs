using Egress.Emulator.Gateway.Request;
using Egress.Emulator.Gateway.Upstream;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>Takes an upstream's answer whole, converts it by content type, and sends it.</summary>
internal sealed class BufferResponse(GatewayServices services)
{
    private readonly ResponseHeaders _headers = new(services.Switches);

    public async Task SendAsync(HttpContext context, UpstreamResponse response, CancellationToken cancellationToken)
    {
        if (await BoundedBody.ReadAsync(response.Body.ReadAsync, GatewayLimits.MaxBodyBytes, cancellationToken) is not { } body)
        {
            await context.Reject(GatewayResponses.ApiConfigurationError, $"Execution failed due to configuration error: Integration response of reached limit {GatewayLimits.MaxBodyBytes} bytes.");
            return;
        }

        if (Convert(context, response, body) is not { } converted)
        {
            await context.Reject(GatewayResponses.ApiConfigurationError, "Execution failed due to configuration error: Unable to base64 decode the body.");
            return;
        }

        AnswerHead.Write(context, response.StatusCode, _headers.Map(response.Headers, isStreamed: false), services);
        await AnswerBody.WriteAsync(context, Compression.Of(context, converted, response.Headers.Contains("Content-Encoding")));
    }

    private ReadOnlyMemory<byte>? Convert(HttpContext context, UpstreamResponse response, ReadOnlyMemory<byte> body)
    {
        var isKept = body.IsEmpty || !services.Switches.ConvertsBodies || (services.Switches.KeepsCompressedText && response.Headers.Contains("Content-Encoding"));
        return isKept ? body : BodyConversion.Response(
            body, response.Headers.Last("Content-Type"), context.Found<GatewayRequest>().Headers.All("Accept").FirstOrDefault(), context.Found<AddressedStage>().Api.BinaryMediaTypes);
    }
}
