using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Egress.Emulator.Gateway.Request;

/// <summary>The header lines as the client wrote them: in its order and its spelling.</summary>
internal static class ClientHeaders
{
    public static IEnumerable<HeaderLine> Of(HttpContext context)
    {
        if (context.FoundOrNot<HeadRecorder>() is not { } recorder)
        {
            return AsServed(context.Request.Headers);
        }

        var consumed = Encoding.Latin1.GetString(recorder.Take());
        context.Response.OnCompleted(() =>
        {
            recorder.Resume();
            return Task.CompletedTask;
        });
        return Lines(consumed, RequestLine(context)) ?? AsServed(context.Request.Headers);
    }

    // What an in-process simulation sends has no wire to be read from.
    private static IEnumerable<HeaderLine> AsServed(IHeaderDictionary headers) => headers.SelectMany(header => header.Value.Select(value => new HeaderLine(header.Key, value ?? "")));

    private static string RequestLine(HttpContext context) => $"{context.Request.Method} {context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget} {context.Request.Protocol}";

    // A head stands at the end of what was consumed; before it there may be the rest of a body.
    private static IEnumerable<HeaderLine>? Lines(string consumed, string requestLine)
    {
        var start = consumed.LastIndexOf(requestLine, StringComparison.Ordinal);
        while (start > 0 && consumed[start - 1] != '\n')
        {
            start = consumed.LastIndexOf(requestLine, start - 1, StringComparison.Ordinal);
        }

        return start < 0 ? null : consumed[(start + requestLine.Length)..].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(LineOf).OfType<HeaderLine>();
    }

    private static HeaderLine? LineOf(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : new HeaderLine(line[..colon], line[(colon + 1)..].Trim(' ', '\t', '\r'));
    }
}
