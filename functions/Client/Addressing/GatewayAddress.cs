namespace Egress.Client.Addressing;

/// <summary>Where the gateway has an upstream's URI: <c>{gateway}/{stage}{path}{query}</c>, or <c>{gateway}/{stage}/-/carry{path}{query}</c>.</summary>
internal sealed class GatewayAddress(EgressOptions options)
{
    private const string CarryPath = "/-/carry";

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
            const string message = "The request has an x-api-key or SigV4 Authorization of its own and the path '/'. Expected a longer path: the gateway carries credentials below '/-/carry/{proxy+}', which needs one.";
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

        var made = new Address(upstream, isCarried, Make(upstream, isCarried ? CarryPath : ""));
        Volatile.Write(ref _last, made);
        return made.Gateway;
    }

    private Uri Make(UpstreamUri upstream, string prefix)
    {
        var length = _origin.Length + 1 + upstream.Host.Length + prefix.Length + upstream.Path.Length + upstream.Query.Length;
        return new Uri(string.Create(length, (_origin, prefix, upstream), Write), AsWritten);
    }

    private static void Write(Span<char> text, (string Origin, string Prefix, UpstreamUri Upstream) parts)
    {
        parts.Origin.CopyTo(text);
        text = text[parts.Origin.Length..];
        text[0] = '/';
        UpstreamUri.WriteStage(parts.Upstream.Host, text[1..]);
        text = text[(1 + parts.Upstream.Host.Length)..];
        parts.Prefix.CopyTo(text);
        parts.Upstream.Path.CopyTo(text[parts.Prefix.Length..]);
        parts.Upstream.Query.CopyTo(text[(parts.Prefix.Length + parts.Upstream.Path.Length)..]);
    }

    private sealed record Address(UpstreamUri Upstream, bool IsCarried, Uri Gateway);
}
