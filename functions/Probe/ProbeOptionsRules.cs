using Microsoft.Extensions.Options;

namespace Egress.Probe;

/// <summary>What no attribute can say of the settings.</summary>
internal sealed class ProbeOptionsRules : IValidateOptions<ProbeOptions>
{
    public ValidateOptionsResult Validate(string? name, ProbeOptions options)
    {
        if (options.GatewayUrl is { Length: > 0 } && !IsGatewayUrl(options.GatewayUrl))
        {
            return ValidateOptionsResult.Fail($"Egress__GatewayUrl is '{options.GatewayUrl}'; expected an absolute https address without path, query or user (http only to loopback), such as https://abc123.execute-api.us-east-1.amazonaws.com.");
        }

        return options.Mark?.Any(char.IsWhiteSpace) == true
            ? ValidateOptionsResult.Fail("Egress__Mark contains white space; expected one word, the first one of x-egress-error.")
            : ValidateOptionsResult.Success;
    }

    private static bool IsGatewayUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && uri is { PathAndQuery: "/", Fragment: "", UserInfo: "" };
}
