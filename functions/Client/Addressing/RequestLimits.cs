using System.Buffers;
using System.Net.Http.Headers;

namespace Egress.Client.Addressing;

/// <summary>The gateway's limits, checked before a byte is sent (API Gateway, Quotas for configuring and running a REST API; those of a private API).</summary>
internal sealed class RequestLimits(EgressOptions options)
{
    public const int MaxBodyBytes = 10_485_760;
    private const int MaxUrlCharacters = 8_192;
    private const int MaxHeaderBytes = 8_000;
    private const int MaxMethodArnBytes = 1_600;

    /// <summary>The longest names in use: the Region is not always to be read from the gateway's URL.</summary>
    private const string ArnBeforeApiId = "arn:aws-us-gov:execute-api:ap-southeast-1:000000000000:";

    /// <summary>": " and CRLF.</summary>
    private const int SeparatorBytes = 4;

    private readonly int _hostHeaderBytes = "Host".Length + new Uri(options.GatewayUrl).Authority.Length + SeparatorBytes;

    private static readonly SearchValues<char> ValueCharacters = SearchValues.Create([.. Enumerable.Range(0x20, 0x5F).Select(code => (char)code), '\t']);

    /// <exception cref="EgressException">A limit is passed.</exception>
    public void Check(HttpRequestMessage request, Uri gatewayUri, UpstreamUri upstream)
    {
        if (gatewayUri.OriginalString.Length is var characters and > MaxUrlCharacters)
        {
            throw new EgressException(EgressReason.UriTooLong, upstream.Host, $"The URL has {characters} characters at the gateway. Expected at most {MaxUrlCharacters}: put the values into a body.");
        }

        var arnBytes = ArnBeforeApiId.Length + options.ApiId.Length + 1 + upstream.Host.Length + 1 + request.Method.Method.Length + upstream.Path.Length;
        if (arnBytes > MaxMethodArnBytes)
        {
            throw new EgressException(EgressReason.UriTooLong, upstream.Host, $"The method's ARN, which holds the path, has {arnBytes} bytes. Expected at most {MaxMethodArnBytes}: shorten the path.");
        }

        var bodyBytes = request.Content?.Headers.ContentLength; // asked for first, as that writes the header, which counts
        CheckHeaders(request, upstream.Host);
        if (bodyBytes > MaxBodyBytes)
        {
            throw BodyTooLarge(upstream.Host, $"{bodyBytes}");
        }
    }

    public static EgressException BodyTooLarge(string host, string found, Exception? cause = null) =>
        new(EgressReason.RequestTooLarge, host, $"The body has {found} bytes. Expected at most {MaxBodyBytes}: send it in parts, or by another way than the gateway.", cause);

    private void CheckHeaders(HttpRequestMessage request, string host)
    {
        var block = (Bytes: _hostHeaderBytes, LargestBytes: 0, Largest: "");
        Add(request.Headers, host, ref block);
        if (request.Content is { } content)
        {
            Add(content.Headers, host, ref block);
        }

        if (block.Bytes > MaxHeaderBytes)
        {
            var message = $"The header block has {block.Bytes} bytes, '{block.Largest}' alone {block.LargestBytes}. Expected at most {MaxHeaderBytes}: shorten that header.";
            throw new EgressException(EgressReason.HeadersTooLarge, host, message);
        }
    }

    private static void Add(HttpHeaders headers, string host, ref (int Bytes, int LargestBytes, string Largest) block)
    {
        foreach (var header in headers.NonValidated)
        {
            var bytes = header.Key.Length + SeparatorBytes - 2;
            foreach (var value in header.Value)
            {
                RefuseIllegal(header.Key, value, host);
                bytes += value.Length + 2;
            }

            block = bytes > block.LargestBytes ? (block.Bytes + bytes, bytes, header.Key) : (block.Bytes + bytes, block.LargestBytes, block.Largest);
        }
    }

    /// <summary>A line break would begin another header; <see cref="HttpHeaders.TryAddWithoutValidation(string, string)"/> lets it in.</summary>
    private static void RefuseIllegal(string name, string value, string host)
    {
        if (value.AsSpan().IndexOfAnyExcept(ValueCharacters) is var at and >= 0)
        {
            var message = $"The header '{name}' has the character U+{(int)value[at]:X4} at position {at}. Expected visible ASCII, blanks and tabs: encode the value.";
            throw new EgressException(EgressReason.NotRepresentable, host, message);
        }
    }
}
