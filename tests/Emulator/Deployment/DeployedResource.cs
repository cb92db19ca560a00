using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment;

/// <summary>A resource that exists: what Ref gives and what GetAtt gives.</summary>
internal sealed record DeployedResource(string PhysicalId)
{
    public IReadOnlyDictionary<string, Node> Attributes { get; init; } = new Dictionary<string, Node>();

    /// <summary>What SAM made along with it: <c>Stage</c> for <c>Ref: Api.Stage</c>.</summary>
    public IReadOnlyDictionary<string, string> Generated { get; init; } = new Dictionary<string, string>();

    public static DeployedResource With(string physicalId, SourceLocation at, params (string Name, string Value)[] attributes) => new(physicalId)
    {
        Attributes = attributes.ToDictionary(attribute => attribute.Name, Node (attribute) => new ScalarNode(at, attribute.Value), StringComparer.Ordinal),
    };
}
