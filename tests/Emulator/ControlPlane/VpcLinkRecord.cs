namespace Egress.Emulator.ControlPlane;

/// <summary>A VPC link as the template declares it.</summary>
internal sealed record VpcLinkRecord(string Id, string Name)
{
    public string? Description { get; init; }
    public IReadOnlyList<string> TargetArns { get; init; } = [];
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
