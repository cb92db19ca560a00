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

    /// <summary>Response parameters declared per status code, as a MOCK integration's answer may set only these.</summary>
    public IReadOnlyList<string> ResponseStatusCodes { get; init; } = [];
}
