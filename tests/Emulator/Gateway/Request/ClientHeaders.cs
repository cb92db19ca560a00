using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Egress.Emulator.Gateway.Request;

/// <summary>The header lines as the client wrote them: in its order and its spelling.</summary>
internal static class ClientHeaders
{
    public static IEnumerable<HeaderLine> Of(HttpContext context) =>
        (context.FoundOrNot<ClientHead>() is { } head ? Lines(Encoding.Latin1.GetString(head.Bytes), RequestLine(context)) : null) ?? AsServed(context.Request.Headers);

    // What an in-process simulation sends has no wire to be read from.
    private static IEnumerable<HeaderLine> AsServed(IHeaderDictionary headers) => headers.SelectMany(header => header.Value.Select(value => new HeaderLine(header.Key, value ?? "")));

    private static string RequestLine(HttpContext context) => $"{context.Request.Method} {context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget} {context.Request.Protocol}";

    // What was consumed is the head and nothing else but empty lines before it: a body that was not read has ended its connection. It is never searched for,
    // since a body may hold a head as well.
    private static IEnumerable<HeaderLine>? Lines(string consumed, string requestLine)
    {
        var head = consumed.TrimStart('\r', '\n');
        return head.StartsWith(requestLine + '\r', StringComparison.Ordinal)
            ? head[requestLine.Length..].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(LineOf).OfType<HeaderLine>()
            : null;
    }

    private static HeaderLine? LineOf(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : new HeaderLine(line[..colon], line[(colon + 1)..].Trim(' ', '\t', '\r'));
    }
}
