using System.Text.Unicode;

namespace Egress.Caller;

/// <summary>An answer as the result that describes it. Text is passed as text; what is not valid UTF-8, or has a content encoding, as base64.</summary>
internal static class EventResponse
{
    private const int UnknownLength = 16 * 1024;

    /// <exception cref="ResponseTooLargeException">The result is over the limit.</exception>
    public static async Task<MemoryStream> WriteAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var body = await ReadAsync(response, cancellationToken);
        var isText = response.Content.Headers.ContentEncoding.Count == 0 && Utf8.IsValid(body.Written.Span);
        return ResultStream.Write((int)response.StatusCode, Headers(response), body.Written.Span, isText);
    }

    /// <summary>Into one array of the announced length; a HEAD's answer announces what it does not send.</summary>
    private static async Task<PooledBuffer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var announced = response.RequestMessage?.Method == HttpMethod.Head ? null : response.Content.Headers.ContentLength;
        var body = new PooledBuffer((int)Math.Clamp(announced ?? UnknownLength, 1, ResultStream.MaxBytes + 1));
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            while (body.Written.Length != announced && await stream.ReadAsync(body.GetMemory(), cancellationToken) is var read and > 0)
            {
                body.Advance(read);
                if (body.Written.Length > ResultStream.MaxBytes)
                {
                    throw new ResponseTooLargeException();
                }
            }

            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
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
