namespace Egress.Client.Keys;

/// <summary>Where Secrets Manager is: by the variables that every SDK knows, else the Region's own address.</summary>
internal static class SecretsEndpoint
{
    private static readonly string[] Elsewhere = ["us-iso", "eu-iso", "eusc-"];

    /// <exception cref="InvalidOperationException">A URL that a secret must not travel to, or a place whose address is not known here.</exception>
    public static Uri Of(string region, Func<string, string?> variable)
    {
        var given = Given(variable, "AWS_ENDPOINT_URL_SECRETS_MANAGER") ?? Given(variable, "AWS_ENDPOINT_URL");
        return given is null ? new Uri(Regional(region, variable)) : Checked(given);
    }

    private static string? Given(Func<string, string?> variable, string name) => variable(name) is { Length: > 0 } value ? value : null;

    private static string Regional(string region, Func<string, string?> variable)
    {
        string[] variants = ["AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT"];
        var asked = Array.Find(variants, name => string.Equals(variable(name), "true", StringComparison.OrdinalIgnoreCase));
        if (asked is not null || Array.Exists(Elsewhere, prefix => region.StartsWith(prefix, StringComparison.Ordinal)))
        {
            throw new InvalidOperationException($"The address of Secrets Manager is not known here for {(asked is null ? $"the Region {region}" : $"{asked}=true")}. Set AWS_ENDPOINT_URL_SECRETS_MANAGER to it, or take EgressKeySource.FromSecretsManager.");
        }

        return $"https://secretsmanager.{region}.amazonaws.com{(region.StartsWith("cn-", StringComparison.Ordinal) ? ".cn" : "")}/";
    }

    /// <summary>The answer is a secret: TLS, except to a loopback address. The message hides what may be a password.</summary>
    private static Uri Checked(string given) =>
        Uri.TryCreate(given, UriKind.Absolute, out var uri) && uri is { UserInfo: "", PathAndQuery: "/" } && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            ? uri
            : throw new InvalidOperationException($"The endpoint of Secrets Manager is '{(given.Contains('@', StringComparison.Ordinal) ? "…" : given)}'. Expected an https URL of a host alone, or http to a loopback address: correct AWS_ENDPOINT_URL_SECRETS_MANAGER or AWS_ENDPOINT_URL.");
}
