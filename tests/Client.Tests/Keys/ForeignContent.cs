using System.Net;

namespace Egress.Client.Tests.Keys;

/// <summary>A body as an SDK makes them: of known length, and of a kind of its own.</summary>
internal sealed class ForeignContent(byte[] body) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(body, 0, body.Length);

    protected override bool TryComputeLength(out long length) => (length = body.Length) >= 0;
}
