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
        return LengthOfRequestLine(head, context) is { } length ? Lines(head[length..]) : null;
    }

    // Null where the head begins with another request line. Kestrel decodes a path in the bytes that it was read from, so that of the path only the length still
    // holds: its place may even have line ends by now.
    private static int? LengthOfRequestLine(ReadOnlySpan<char> head, HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query ? query : target.Length;
        var (before, after) = ($"{context.Request.Method} ", $"{target[path..]} {context.Request.Protocol}\r\n");
        return head.StartsWith(before) && head.Length >= before.Length + path && head[(before.Length + path)..].StartsWith(after)
            ? before.Length + path + after.Length
            : null;
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
