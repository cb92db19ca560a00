namespace Egress.Emulator.Functions;

/// <summary>A function as the template declares it.</summary>
internal sealed record FunctionDefinition
{
    /// <summary>The logical id, by which <c>invoke</c> names it.</summary>
    public required string LogicalId { get; init; }

    public required string Name { get; init; }
    public required string Arn { get; init; }

    /// <summary>The folder that <c>CodeUri</c> names.</summary>
    public required string CodeFolder { get; init; }

    public required string Handler { get; init; }
    public required string Runtime { get; init; }
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);
    public int MemoryMegabytes { get; init; } = 128;

    /// <summary>In the VPC: it reaches the endpoints and nothing else.</summary>
    public bool IsInVpc { get; init; }
}
