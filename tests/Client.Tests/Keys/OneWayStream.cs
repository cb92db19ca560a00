namespace Egress.Client.Tests.Keys;

/// <summary>Can be read once, as what comes from a network can.</summary>
internal sealed class OneWayStream(byte[] bytes) : MemoryStream(bytes)
{
    public override bool CanSeek => false;
}
