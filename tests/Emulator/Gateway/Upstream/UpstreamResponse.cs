namespace Egress.Emulator.Gateway.Upstream;

/// <summary>An upstream's answer: the head is complete, the body still arrives. Disposing it before the end of the body closes the connection.</summary>
internal sealed record UpstreamResponse(int StatusCode, HeaderLines Headers, UpstreamBody Body) : IDisposable
{
    public void Dispose() => Body.Dispose();
}
