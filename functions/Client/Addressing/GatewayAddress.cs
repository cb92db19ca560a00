namespace Egress.Client.Addressing;

/// <summary>
/// Where the gateway has an upstream's URI: <c>{gateway}/{stage}{path}{query}</c>, or with <c>/-/carry</c>, <c>/-/private</c> or <c>/-/private-carry</c> before the path.
/// </summary>
internal sealed class GatewayAddress(EgressOptions options)
{
    private readonly PrivateHosts _private = new(options.PrivateHosts);

    /// <summary>The text is canonical already: it goes to the wire as <see cref="UpstreamUri"/> read it.</summary>
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly string _origin = new Uri(options.GatewayUrl).GetLeftPart(UriPartial.Authority);

    private readonly string _host = new Uri(options.GatewayUrl).IdnHost;

    /// <summary>Kept, as an SDK asks for the same URL again and again: it need not be written and parsed anew.</summary>
    private Address _last = new(default, IsCarried: false, new Uri(options.GatewayUrl));

    /// <summary>Names the API whatever the host; the endpoint serves every private API of the Region (API Gateway, How to invoke a private API).</summary>
    public string ApiId { get; } = options.ApiId;

    /// <exception cref="EgressException">The gateway's carrying route has no root, or the request was addressed to the gateway already.</exception>
    public Uri Of(UpstreamUri upstream, bool isCarried)
    {
        if (isCarried && upstream.Path == "/")
        {
            const string message = "The request has an x-api-key or SigV4 Authorization of its own and the path '/'. Expected a longer path: the gateway carries credentials below a path of its own, which needs one.";
            throw new EgressException(EgressReason.NotRepresentable, upstream.Host, message);
        }

        if (Volatile.Read(ref _last) is var last && last.IsCarried == isCarried && last.Upstream == upstream)
        {
            return last.Gateway;
        }

        if (upstream.Host.Equals(_host, StringComparison.OrdinalIgnoreCase))
        {
            throw new EgressException(EgressReason.NotRepresentable, upstream.Host, "The request is addressed to the gateway itself. Expected the upstream's own URL: leave the gateway's out of BaseAddress, and add Egress once to each client.");
        }

        var made = new Address(upstream, isCarried, Make(upstream, PrefixOf(upstream.Host, isCarried)));
        Volatile.Write(ref _last, made);
        return made.Gateway;
    }

    private string PrefixOf(string host, bool isCarried) => (_private.Contain(host), isCarried) switch
    {
        (false, false) => "",
        (false, true) => "/-/carry",
        (true, false) => "/-/private",
        (true, true) => "/-/private-carry",
    };

    private Uri Make(UpstreamUri upstream, string prefix)
    {
        var path = prefix.Length > 0 && upstream.Path == "/" ? "" : upstream.Path; // the root of the private way is a route of its own, and written without a slash at its end
        var length = _origin.Length + 1 + upstream.Host.Length + prefix.Length + path.Length + upstream.Query.Length;
        return new Uri(string.Create(length, (_origin, prefix, path, upstream), Write), AsWritten);
    }

    private static void Write(Span<char> text, (string Origin, string Prefix, string Path, UpstreamUri Upstream) parts)
    {
        parts.Origin.CopyTo(text);
        text = text[parts.Origin.Length..];
        text[0] = '/';
        UpstreamUri.WriteStage(parts.Upstream.Host, text[1..]);
        text = text[(1 + parts.Upstream.Host.Length)..];
        parts.Prefix.CopyTo(text);
        parts.Path.CopyTo(text[parts.Prefix.Length..]);
        parts.Upstream.Query.CopyTo(text[(parts.Prefix.Length + parts.Path.Length)..]);
    }

    private sealed record Address(UpstreamUri Upstream, bool IsCarried, Uri Gateway);
}
