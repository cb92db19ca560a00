using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Egress.Client;

/// <summary>The rules that attributes cannot say, each with what was found, what was expected and what to do.</summary>
internal sealed partial class EgressOptionsRules : IValidateOptions<EgressOptions>
{
    /// <summary>Said where no source of keys is given: only then the secret is needed.</summary>
    internal const string NoSecretId = "Egress:SecretId is empty. Expected the consumer's secret: set the environment variable Egress__SecretId, or give an EgressKeySource of your own.";

    public ValidateOptionsResult Validate(string? name, EgressOptions options)
    {
        var failures = Failures(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    /// <summary>Both validators, for whoever has no container that runs them at start.</summary>
    internal static void ThrowIfInvalid(EgressOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ValidateOptionsResult[] results = [new EgressOptionsValidator().Validate(null, options), new EgressOptionsRules().Validate(null, options)];
        var failures = results.SelectMany(result => result.Failures ?? []).ToList();
        if (failures.Count > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(EgressOptions), failures);
        }
    }

    private static IEnumerable<string> Failures(EgressOptions options)
    {
        if (options.GatewayUrl is { Length: > 0 } url && UrlFailure(url) is { } failure)
        {
            yield return $"Egress:GatewayUrl {failure}. Expected https://<host> without a stage (http to a loopback address only): take the stack's output GatewayUrl.";
        }

        if (options.ApiId is { Length: > 0 } && !ApiIdPattern().IsMatch(options.ApiId))
        {
            yield return $"Egress:ApiId is '{options.ApiId}'. Expected the REST API's id, 1 to 64 lower-case letters and digits: take the stack's output ApiId.";
        }

        if (options.Mark is { Length: > 0 } && !MarkPattern().IsMatch(options.Mark))
        {
            yield return $"Egress:Mark has {options.Mark.Length} characters or a blank. Expected 8 to 128 visible ASCII characters: it must equal the mark in the gateway's responses.";
        }

        if (Addressing.PrivateHosts.Fault(options.PrivateHosts) is { } fault)
        {
            yield return $"Egress:PrivateHosts has {fault}. Expected host names in lower case, or domains such as .corp.example.com, separated by commas: take the stack's parameter PrivateHosts.";
        }

        foreach (var (setting, found, most) in Times(options))
        {
            if (found <= TimeSpan.Zero || found > most)
            {
                yield return $"Egress:{setting} is {found}. Expected more than zero and at most {most} (days.hours:minutes:seconds): leave it out for the default.";
            }
        }

        if (options.KeyTimeToLive >= options.KeyMaxStale)
        {
            yield return $"Egress:KeyTimeToLive is {options.KeyTimeToLive}, Egress:KeyMaxStale {options.KeyMaxStale}. Expected the first to be the shorter: a key is refreshed long before it is too old.";
        }
    }

    private static IEnumerable<(string Setting, TimeSpan Found, TimeSpan Most)> Times(EgressOptions options) =>
    [
        (nameof(options.KeyTimeToLive), options.KeyTimeToLive, TimeSpan.FromDays(1)),
        (nameof(options.KeyMaxStale), options.KeyMaxStale, TimeSpan.FromDays(30)),
        (nameof(options.KeyFetchTimeout), options.KeyFetchTimeout, TimeSpan.FromMinutes(1)),
        (nameof(options.ConnectTimeout), options.ConnectTimeout, TimeSpan.FromMinutes(1)),
    ];

    private static string? UrlFailure(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
        {
            return $"is {Shown(url)}, not an absolute https URL";
        }

        if (uri.UserInfo.Length > 0)
        {
            return "has user information";
        }

        if (uri.PathAndQuery != "/" || uri.Fragment.Length > 0)
        {
            return $"has the path or query '{uri.PathAndQuery}{uri.Fragment}'";
        }

        return uri.Scheme == "http" && !IsLoopbackAddress(uri) ? $"is {Shown(url)}: plain http to a host that is not a loopback address" : null;
    }

    /// <summary>Before an '@' there may be a password.</summary>
    private static string Shown(string url) => url.Contains('@', StringComparison.Ordinal) ? "not shown, as it has an '@'" : $"'{url}'";

    /// <summary>An address, not a name: <c>localhost</c> is whatever the resolver makes of it.</summary>
    private static bool IsLoopbackAddress(Uri uri) => IPAddress.TryParse(uri.DnsSafeHost, out var address) && IPAddress.IsLoopback(address);

    [GeneratedRegex("^[a-z0-9]{1,64}\\z")]
    private static partial Regex ApiIdPattern();

    [GeneratedRegex("^[!-~]{8,128}\\z")]
    private static partial Regex MarkPattern();
}
