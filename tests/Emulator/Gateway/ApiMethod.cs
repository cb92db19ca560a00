namespace Egress.Emulator.Gateway;

/// <summary>What a client must send to one method, and what the gateway then does.</summary>
internal sealed record ApiMethod
{
    public required Integration Integration { get; init; }
    public bool ApiKeyRequired { get; init; }

    /// <summary><c>method.request.{header|path|querystring}.{name}</c> → is it required?</summary>
    public IReadOnlyDictionary<string, bool> RequestParameters { get; init; } = new Dictionary<string, bool>();

    /// <summary>Required parameters are documentation unless a request validator enforces them.</summary>
    public bool ValidatesParameters { get; init; }

    /// <summary>By status: the headers that an answer of it may set, as <c>method.response.header.{name}</c> → is it required?</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, bool>> Responses { get; init; } = new Dictionary<string, IReadOnlyDictionary<string, bool>>();
}
