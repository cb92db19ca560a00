using System.Text.Unicode;

namespace Egress.Caller;

/// <summary>An answer as the result that describes it. Text is passed as text; what is not valid UTF-8, or has a content encoding, as base64.</summary>
internal static class EventResponse
{
    private const int UnknownLength = 16 * 1024;

    /// <exception cref="ResponseTooLargeException">The result is over the limit.</exception>
    public static async Task<MemoryStream> WriteAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await ReadAsync(response, cancellationToken);
        var isText = response.Content.Headers.ContentEncoding.Count == 0 && Utf8.IsValid(body.Span);
        return ResultStream.Write((int)response.StatusCode, Headers(response), body.Span, isText);
    }

    /// <summary>Into one array of the announced length; a HEAD's answer announces what it does not send.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var announced = response.RequestMessage?.Method == HttpMethod.Head ? null : response.Content.Headers.ContentLength;
        var body = new byte[Math.Clamp(announced ?? UnknownLength, 1, ResultStream.MaxBytes + 1)];
        var length = 0;
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        while (await stream.ReadAsync(body.AsMemory(length), cancellationToken) is var read and > 0)
        {
            length += read;
            if (length > ResultStream.MaxBytes)
            {
                throw new ResponseTooLargeException();
            }

            if (length == announced)
            {
                break;
            }

            if (length == body.Length)
            {
                Array.Resize(ref body, (int)Math.Min(length * 2L, ResultStream.MaxBytes + 1));
            }
        }

        return body.AsMemory(0, length);
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
