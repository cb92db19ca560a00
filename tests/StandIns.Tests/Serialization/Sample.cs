namespace Egress.StandIns.Tests.Serialization;

internal sealed record Sample
{
    public string? Text { get; init; }
    public string? Other { get; init; }
    public DateTime? Time { get; init; }
#pragma warning disable CA1819 // How a serializer writes an array is under test.
    public byte[]? Bytes { get; init; }
#pragma warning restore CA1819
    public MemoryStream? Stream { get; init; }
}
