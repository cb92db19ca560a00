namespace Egress.Emulator.Gateway.Waf;

/// <summary>What a web ACL sees of a request: the client's own, nothing of it decoded. Of several slashes at its beginning one is left, as the gateway reads it [unverified].</summary>
internal sealed record WafRequest
{
    public required string Method { get; init; }

    /// <summary>The stage is part of it. [doc: AWS WAF, log examples]</summary>
    public required string Path { get; init; }

    /// <summary>Without the question mark.</summary>
    public required string Query { get; init; }

    public required HeaderLines Headers { get; init; }
    public required ReadOnlyMemory<byte> Body { get; init; }
    public required string SourceIp { get; init; }

    /// <summary>Fully qualified, of the rules that have matched so far.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];
}
