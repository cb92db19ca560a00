using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Egress.Emulator.Gateway.Request;

/// <summary>The header lines as the client wrote them: in its order and its spelling.</summary>
internal static class ClientHeaders
{
    public static IEnumerable<HeaderLine> Of(HttpContext context) =>
        (context.FoundOrNot<ClientHead>() is { } head ? Lines(Encoding.Latin1.GetString(head.Bytes), context) : null) ?? AsServed(context.Request.Headers);

    // What an in-process simulation sends has no wire to be read from.
    private static IEnumerable<HeaderLine> AsServed(IHeaderDictionary headers) => headers.SelectMany(header => header.Value.Select(value => new HeaderLine(header.Key, value ?? "")));

    // What was consumed is the head and nothing else but empty lines before it: a body that was not read has ended its connection. It is never searched for,
    // since a body may hold a head as well.
    private static List<HeaderLine>? Lines(string consumed, HttpContext context)
    {
        var head = consumed.AsSpan().TrimStart("\r\n");
        var end = head.IndexOf('\n');
        return end > 0 && IsRequestLine(head[..end], context) ? Lines(head[(end + 1)..]) : null;
    }

    private static bool IsRequestLine(ReadOnlySpan<char> line, HttpContext context)
    {
        var (method, target, protocol) = (context.Request.Method, context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, context.Request.Protocol);
        return line.Length == method.Length + 1 + target.Length + 1 + protocol.Length + 1
            && line.StartsWith(method) && line[method.Length] == ' '
            && line[(method.Length + 1)..].StartsWith(target) && line[method.Length + 1 + target.Length] == ' '
            && line[(method.Length + 1 + target.Length + 1)..^1].SequenceEqual(protocol) && line[^1] == '\r';
    }

    private static List<HeaderLine> Lines(ReadOnlySpan<char> head)
    {
        var lines = new List<HeaderLine>();
        foreach (var range in head.Split('\n'))
        {
            var line = head[range];
            var colon = line.IndexOf(':');
            if (colon >= 0)
            {
                lines.Add(new HeaderLine(line[..colon].ToString(), line[(colon + 1)..].Trim(" \t\r").ToString()));
            }
        }

        return lines;
    }
}
