using System.Text;
using System.Text.Unicode;
using Amazon.Lambda.APIGatewayEvents;

namespace Egress.Caller;

/// <summary>An answer as the result that describes it. Text is passed as text; what is not valid UTF-8, or has a content encoding, as base64.</summary>
internal static class EventResponse
{
    private const int BufferBytes = 16 * 1024;

    /// <exception cref="ResponseTooLargeException">The body alone is over the limit.</exception>
    public static async Task<APIGatewayProxyResponse> OfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await ReadAsync(response.Content, cancellationToken);
        var isText = response.Content.Headers.ContentEncoding.Count == 0 && Utf8.IsValid(body.Span);
        return new APIGatewayProxyResponse
        {
            StatusCode = (int)response.StatusCode,
            MultiValueHeaders = Headers(response),
            Body = isText ? Encoding.UTF8.GetString(body.Span) : Convert.ToBase64String(body.Span),
            IsBase64Encoded = !isText,
        };
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[BufferBytes];
        while (await stream.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            body.Write(buffer, 0, read);
            if (body.Length > ResultStream.MaxBytes)
            {
                throw new ResponseTooLargeException();
            }
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static Dictionary<string, IList<string>> Headers(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, IList<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
        {
            if (!HopByHop.Contains(header.Key))
            {
                headers[header.Key] = [.. header.Value];
            }
        }

        return headers;
    }
}
