namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>What a method promises to its clients, and what its integration may therefore use.</summary>
internal sealed record MethodContract
{
    public required string Path { get; init; }

    /// <summary>Upper case, or ANY.</summary>
    public required string Verb { get; init; }

    /// <summary><c>method.request.{header|path|querystring}.{name}</c> → is it required?</summary>
    public required IReadOnlyDictionary<string, bool> RequestParameters { get; init; }

    /// <summary>Status → response headers as <c>method.response.header.{name}</c>, and whether they are required, which has no effect.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, bool>> Responses { get; init; }
}
