using Egress.Emulator.Gateway.Upstream;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>The next request of a redirect. The gateway returns redirects; only a switch follows them.</summary>
internal static class Redirect
{
    public const int Most = 10;

    /// <summary>Null when the answer is no redirect to http or https.</summary>
    public static UpstreamRequest? Of(UpstreamRequest request, UpstreamResponse response)
    {
        if (response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Last("Location") is not { } location)
        {
            return null;
        }

        var port = request.Origin.Port == (request.Origin.Scheme == "https" ? 443 : 80) ? "" : $":{request.Origin.Port}";
        var from = new Uri($"{request.Origin.Scheme}://{request.Origin.Host}{port}{request.Target}");
        return Uri.TryCreate(from, location, out var to) && to.Scheme is "http" or "https" ? Next(request, response.StatusCode, from, to) : null;
    }

    private static UpstreamRequest Next(UpstreamRequest request, int statusCode, Uri from, Uri to)
    {
        var headers = new HeaderLines(request.Headers);
        headers.Set("Host", to.Authority);
        if (to.Authority != from.Authority)
        {
            headers.Remove("Authorization"); // it was meant for the other host
        }

        // As browsers do, and RFC 9110, section 15.4, allows: a POST becomes a GET, except at 307 and 308.
        var becomesGet = statusCode == 303 || (statusCode is 301 or 302 && request.Method == "POST");
        return request with
        {
            Method = becomesGet && request.Method != "HEAD" ? "GET" : request.Method,
            Origin = new UpstreamOrigin(to.Scheme, to.Host, to.Port),
            Target = to.PathAndQuery,
            Headers = headers,
            Body = becomesGet ? ReadOnlyMemory<byte>.Empty : request.Body,
        };
    }
}
