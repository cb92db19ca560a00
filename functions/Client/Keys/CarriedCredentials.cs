namespace Egress.Client.Keys;

/// <summary>
/// A request's own <c>x-api-key</c> or SigV4 <c>Authorization</c> is meant for the upstream, but the gateway takes the one as its key and drops the other (API Gateway, important notes).
/// They travel under two other names, by the route <c>/-/carry/</c>, which writes them back.
/// </summary>
internal readonly record struct CarriedCredentials
{
    public const string ApiKeyHeader = "x-api-key";
    private const string AuthorizationHeader = "Authorization";
    private const string CarriedApiKeyHeader = "x-upstream-api-key";
    private const string CarriedAuthorizationHeader = "x-upstream-authorization";

    /// <summary>The route demands an API key for the upstream, as without one the gateway key itself could pass, and refuses a blank one. This is what an upstream sees that takes SigV4 alone.</summary>
    private const string NoApiKey = "none";

    private readonly string? _apiKey;
    private readonly string? _authorization;

    private CarriedCredentials(string? apiKey, string? authorization) => (_apiKey, _authorization) = (apiKey, authorization);

    /// <summary>Renames the request's own credentials, if it has such. The new names belong to us: a caller's own headers of these names are dropped.</summary>
    /// <exception cref="EgressException">The request has two API keys: the upstream would get them as one.</exception>
    public static CarriedCredentials SetAside(HttpRequestMessage request, string host)
    {
        request.Headers.Remove(CarriedApiKeyHeader);
        request.Headers.Remove(CarriedAuthorizationHeader);
        var (apiKey, authorization) = (Find(request, ApiKeyHeader, host), Find(request, AuthorizationHeader, host));
        if (apiKey is null && !IsSigV4(authorization))
        {
            return default;
        }

        Put(request, ApiKeyHeader, null);
        Put(request, AuthorizationHeader, null);
        Put(request, CarriedApiKeyHeader, string.IsNullOrWhiteSpace(apiKey) ? NoApiKey : apiKey);
        Put(request, CarriedAuthorizationHeader, authorization);
        return new CarriedCredentials(apiKey, authorization);
    }

    public static bool AreIn(HttpRequestMessage request) => request.Headers.NonValidated.Contains(CarriedApiKeyHeader);

    /// <summary>The request is the caller's again: whoever sends it once more sends its own credentials, and finds no key of ours in it.</summary>
    public void Restore(HttpRequestMessage request)
    {
        Put(request, ApiKeyHeader, _apiKey);
        if (AreIn(request))
        {
            Put(request, AuthorizationHeader, _authorization);
            Put(request, CarriedApiKeyHeader, null);
            Put(request, CarriedAuthorizationHeader, null);
        }
    }

    /// <summary>In any case and after blanks: a scheme's name is the same (RFC 9110, 11.1).</summary>
    private static bool IsSigV4(string? authorization) => authorization.AsSpan().TrimStart().StartsWith("AWS4-", StringComparison.OrdinalIgnoreCase);

    private static string? Find(HttpRequestMessage request, string name, string host)
    {
        if (!request.Headers.NonValidated.TryGetValues(name, out var values))
        {
            return null;
        }

        return values.Count <= 1 ? values.ToString() : throw new EgressException(EgressReason.NotRepresentable, host, $"The request has {values.Count} headers '{name}'. Expected one at most.");
    }

    private static void Put(HttpRequestMessage request, string name, string? value)
    {
        request.Headers.Remove(name);
        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
