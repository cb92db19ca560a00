namespace Egress.Emulator.Gateway.Request;

/// <summary>A raw request target taken apart. Nothing in it is decoded.</summary>
/// <param name="StageName">The first path segment; empty on <c>/</c>.</param>
/// <param name="ResourcePath">What follows the stage, with its own leading slash.</param>
/// <param name="Path">Stage and resource path, as <c>$context.path</c> shows them: trailing and inner double slashes stay.</param>
/// <param name="Query">Without the question mark.</param>
internal sealed record RequestTarget(string StageName, string ResourcePath, string Path, string Query)
{
    public static RequestTarget Parse(string rawTarget)
    {
        var target = WithoutOrigin(rawTarget);
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var path = (question < 0 ? target : target[..question]).TrimStart('/'); // "//stage/x" works as "/stage/x". [validated: test_lambda_aws_proxy_integration]
        var query = question < 0 ? "" : target[(question + 1)..];
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? new RequestTarget(path, "/", "/" + path, query) : new RequestTarget(path[..slash], path[slash..], "/" + path, query);
    }

    // A proxy's client may send the absolute form (RFC 9112, section 3.2.2); its authority is the Host header's.
    private static string WithoutOrigin(string target)
    {
        var scheme = target.StartsWith('/') ? -1 : target.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return target;
        }

        var path = target.AsSpan(scheme + 3).IndexOfAny('/', '?');
        return path < 0 ? "/" : target[(scheme + 3 + path)..];
    }
}
