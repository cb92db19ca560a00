using System.Globalization;

namespace Egress.Emulator.Gateway.Upstream;

/// <summary>Reads status line and headers of an answer, strictly (RFC 9112, sections 4 and 5): what cannot be told apart from an injected header is no answer.</summary>
internal static class ResponseHeadParser
{
    public const int MaxHeaderLines = 1_000;
    private const int MaxHeadCharacters = 256 * 1024;
    private const int MaxInterimResponses = 16;

    /// <summary>Null when the stream ends before its first byte.</summary>
    public static async ValueTask<(int StatusCode, HeaderLines Headers, bool IsHttp11)?> ReadAsync(ConnectionReader reader, CancellationToken cancellationToken)
    {
        for (var interim = 0; interim <= MaxInterimResponses; interim++)
        {
            if (await reader.ReadLineAsync(cancellationToken) is not { } statusLine)
            {
                return interim == 0 ? null : throw new InvalidDataException("The answer ended after an interim response.");
            }

            var (statusCode, isHttp11) = ParseStatusLine(statusLine);
            var headers = await ReadHeadersAsync(reader, cancellationToken);
            if (statusCode >= 200)
            {
                return (statusCode, headers, isHttp11);
            }

            if (statusCode == 101)
            {
                throw new InvalidDataException("The upstream switched protocols, which nobody asked for.");
            }
        }

        throw new InvalidDataException($"More than {MaxInterimResponses} interim responses.");
    }

    // Any three digits: a status passes unchanged, also one of no class that is known, such as 999. [validated: test_http_integration_invoke_status_code_passthrough; beyond 599 inferred]
    private static (int StatusCode, bool IsHttp11) ParseStatusLine(string line)
    {
        var isHttp = line.StartsWith("HTTP/1.", StringComparison.Ordinal) && line.Length >= 12 && line[8] == ' ' && (line.Length == 12 || line[12] == ' ');
        return isHttp && int.TryParse(line.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status >= 100
            ? (status, line[7] != '0')
            : throw new InvalidDataException("The answer does not begin with an HTTP/1.x status line.");
    }

    private static async ValueTask<HeaderLines> ReadHeadersAsync(ConnectionReader reader, CancellationToken cancellationToken)
    {
        var headers = new HeaderLines();
        var characters = 0;
        for (var count = 0; count <= MaxHeaderLines; count++)
        {
            var line = await reader.ReadLineAsync(cancellationToken) ?? throw new InvalidDataException("The answer ended within its headers.");
            if (line.Length == 0)
            {
                return headers;
            }

            if ((characters += line.Length) > MaxHeadCharacters)
            {
                throw new InvalidDataException($"More than {MaxHeadCharacters} bytes of headers.");
            }

            headers.Add(NameOf(line), ValueOf(line));
        }

        throw new InvalidDataException($"More than {MaxHeaderLines} header lines.");
    }

    private static string NameOf(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && FieldText.IsName(line.AsSpan(0, colon)) ? line[..colon] : throw new InvalidDataException("A header line of the answer has no proper name.");
    }

    private static string ValueOf(string line)
    {
        var value = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim(' ', '\t');
        return FieldText.IsValue(value) ? value : throw new InvalidDataException("A header value of the answer holds a control character.");
    }
}
