using System.Net;

namespace Egress.Client.Seeing;

/// <summary>An answer's body that is counted while it is read, and is otherwise what it was.</summary>
internal sealed class CountedContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly BilledRequests.Reading _reading;

    public CountedContent(HttpContent inner, BilledRequests.Reading reading)
    {
        (_inner, _reading) = (inner, reading);
        foreach (var header in inner.Headers.NonValidated)
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    protected override async Task<Stream> CreateContentReadStreamAsync() => new CountedStream(await _inner.ReadAsStreamAsync().ConfigureAwait(false), _reading);

    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) => new CountedStream(await _inner.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), _reading);

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => new CountedStream(_inner.ReadAsStream(cancellationToken), _reading);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var source = await CreateContentReadStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            await source.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
        }
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var source = CreateContentReadStream(cancellationToken);
        source.CopyTo(stream);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false; // those whose length is known are not counted so
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
