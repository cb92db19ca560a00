namespace Egress.Emulator.Gateway.Integrate;

/// <summary>The request's body as the integration gets it.</summary>
internal sealed record IntegrationBody(ReadOnlyMemory<byte> Bytes)
{
    public static readonly IntegrationBody None = new(ReadOnlyMemory<byte>.Empty);
}
