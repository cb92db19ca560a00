using Egress.Client.Addressing;

namespace Egress.Client.Keys;

/// <summary>Whether a body can be sent a second time, and what makes it so.</summary>
internal static class ReplayableBody
{
    /// <summary>A body of a kind that does not show whether it can be sent twice, as SDKs make them, is kept in memory up to here.</summary>
    private const int MaxKeptBytes = 1_048_576;

    /// <summary>
    /// A body of unknown length is buffered: the gateway takes no <c>Transfer-Encoding</c> through, and holds each request in full anyway.
    /// Nothing else is copied but small bodies of an unknown kind.
    /// </summary>
    /// <exception cref="EgressException">The body turned out to be larger than the gateway takes.</exception>
    public static async ValueTask<bool> PrepareAsync(HttpContent? content, string host, CancellationToken cancellationToken)
    {
        if (content is null || IsKnown(content))
        {
            return true;
        }

        if (content.Headers.ContentLength > MaxKeptBytes)
        {
            return false;
        }

        try
        {
            await content.LoadIntoBufferAsync(RequestLimits.MaxBodyBytes, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (HttpRequestException tooLarge) when (tooLarge.HttpRequestError is HttpRequestError.ConfigurationLimitExceeded)
        {
            throw RequestLimits.BodyTooLarge(host, $"more than {RequestLimits.MaxBodyBytes}", tooLarge);
        }
    }

    /// <summary>In memory already, or a seekable stream: <see cref="StreamContent"/> knows its length only then, unless somebody else has set it.</summary>
    public static bool IsKnown(HttpContent content) => content switch
    {
        ByteArrayContent or ReadOnlyMemoryContent => true,
        StreamContent => !content.Headers.NonValidated.Contains("Content-Length") && content.Headers.ContentLength is not null,
        MultipartContent parts => parts.All(IsKnown),
        _ => false,
    };
}
