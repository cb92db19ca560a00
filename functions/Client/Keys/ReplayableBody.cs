using Egress.Client.Addressing;

namespace Egress.Client.Keys;

/// <summary>Whether a body can be sent a second time, and what makes it so. Decided once for each request: asked again, a body that has been kept or measured looks like one of another kind.</summary>
internal static class ReplayableBody
{
    /// <summary>The body of which it is known. Not for bodies in memory: they need no mark.</summary>
    private static readonly HttpRequestOptionsKey<HttpContent> Known = new("Egress.ReplayableBody");

    /// <summary>
    /// A body of unknown length is buffered, and can then be sent twice: the gateway takes no <c>Transfer-Encoding</c> through, and holds each request in full anyway.
    /// Nothing else is copied. A body of known length whose kind does not show that it can be read again, as those of some SDKs, is sent once.
    /// </summary>
    /// <exception cref="EgressException">The body turned out to be larger than the gateway takes.</exception>
    public static async ValueTask<bool> PrepareAsync(HttpRequestMessage request, string host, CancellationToken cancellationToken)
    {
        if (IsIn(request))
        {
            return true;
        }

        var content = request.Content!;
        if (!CanBeReadAgain(content))
        {
            if (content.Headers.ContentLength is not null)
            {
                return false;
            }

            await KeepAsync(content, host, cancellationToken).ConfigureAwait(false);
        }

        request.Options.Set(Known, content);
        return true;
    }

    /// <summary>No body, one in memory, or one that was found or made fit before.</summary>
    public static bool IsIn(HttpRequestMessage request) =>
        request.Content is null or ByteArrayContent or ReadOnlyMemoryContent || (request.Options.TryGetValue(Known, out var known) && ReferenceEquals(known, request.Content));

    /// <summary>The stream is asked, not <c>Headers.ContentLength</c>: that would write what it finds into the headers, and a part with one more header makes its whole longer than it said.</summary>
    private static bool CanBeReadAgain(HttpContent content) => content switch
    {
        ByteArrayContent or ReadOnlyMemoryContent => true,
        StreamContent stream => stream.ReadAsStream().CanSeek,
        MultipartContent parts => parts.All(CanBeReadAgain),
        _ => false,
    };

    private static async ValueTask KeepAsync(HttpContent content, string host, CancellationToken cancellationToken)
    {
        try
        {
            await content.LoadIntoBufferAsync(RequestLimits.MaxBodyBytes, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException tooLarge) when (tooLarge.HttpRequestError is HttpRequestError.ConfigurationLimitExceeded)
        {
            throw RequestLimits.BodyTooLarge(host, $"more than {RequestLimits.MaxBodyBytes}", tooLarge);
        }
    }
}
