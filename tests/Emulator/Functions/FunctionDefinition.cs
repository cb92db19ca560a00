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

    /// <summary>Most sandboxes at the same time, 0 for none; null leaves the account's limit alone.</summary>
    public int? ReservedConcurrency { get; init; }

    public string Description { get; init; } = "";
    public string? Role { get; init; }

    /// <summary>x86_64 or arm64. Shown, not performed: the function runs on this machine's own.</summary>
    public string Architecture { get; init; } = "x86_64";

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
    public IReadOnlyList<string> SubnetIds { get; init; } = [];
    public IReadOnlyList<string> SecurityGroupIds { get; init; } = [];

    /// <summary>Active or PassThrough.</summary>
    public string Tracing { get; init; } = "PassThrough";
}
