using Egress.Emulator.Gateway;

namespace Egress.Emulator.Tests.Gateway.Bench;

/// <summary>An API in the shape of the template's: four paths, a key on each, the key and the caller's address overwritten, every rejection marked.</summary>
internal static class DesignApi
{
    public const string Key = "0123456789abcdefghij";
    public const string KeyOfNoPlan = "9876543210abcdefghij";

    private static readonly string[] Types =
    [
        "ACCESS_DENIED", "API_CONFIGURATION_ERROR", "BAD_REQUEST_PARAMETERS", "INTEGRATION_FAILURE", "INTEGRATION_TIMEOUT", "INVALID_API_KEY", "MISSING_AUTHENTICATION_TOKEN",
        "QUOTA_EXCEEDED", "THROTTLED", "UNSUPPORTED_MEDIA_TYPE",
    ];

    /// <summary>The stages api, which the key opens, bare, which it opens and which has no variable, and closed, which it does not open.</summary>
    public static BenchSetup To(SocketUpstream upstream, bool isStreamed)
    {
        var setup = BenchSetup.To(upstream);
        return setup with
        {
            Stages = [BenchSetup.StageOf("api"), BenchSetup.StageOf("bare") with { Variables = new Dictionary<string, string>() }, BenchSetup.StageOf("closed")],
            Grants = [(Key, Grant("api")), (Key, Grant("bare"))],
            Api = setup.Api with
            {
                Resources = [.. Resources(isStreamed)],
                GatewayResponses = Types.ToDictionary(type => type, type => new GatewayResponse(
                    null, new Dictionary<string, string> { ["gatewayresponse.header.x-egress-error"] = $"'m {type}'" }, new Dictionary<string, string>())),
            },
        };
    }

    private static KeyGrant Grant(string stage) => new() { KeyId = "k", PlanId = "p", ApiId = GatewayBench.ApiId, StageName = stage };

    private static IEnumerable<ApiResource> Resources(bool isStreamed)
    {
        var proxy = BenchSetup.Proxy(isStreamed) with { ApiKeyRequired = true };
        proxy = proxy with { Integration = proxy.Integration with { RequestParameters = Hiding(proxy.Integration.RequestParameters) } };
        yield return Resource("/", "ANY", proxy with { RequestParameters = new Dictionary<string, bool>(), Integration = proxy.Integration with { Uri = "https://${stageVariables.host}/", RequestParameters = Hiding([]) } });
        yield return Resource("/{proxy+}", "ANY", proxy);
        yield return Resource("/-/probe", "GET", BenchSetup.Mock() with { ApiKeyRequired = true });
        yield return Resource("/-/carry/{proxy+}", "ANY", proxy with
        {
            ValidatesParameters = true,
            RequestParameters = new Dictionary<string, bool>(proxy.RequestParameters) { ["method.request.header.x-upstream-api-key"] = true, ["method.request.header.x-upstream-authorization"] = false },
            Integration = proxy.Integration with
            {
                RequestParameters = new Dictionary<string, string>(proxy.Integration.RequestParameters)
                {
                    ["integration.request.header.x-api-key"] = "method.request.header.x-upstream-api-key",
                    ["integration.request.header.Authorization"] = "method.request.header.x-upstream-authorization",
                },
            },
        });
    }

    private static Dictionary<string, string> Hiding(IEnumerable<KeyValuePair<string, string>> mappings) =>
        new(mappings) { ["integration.request.header.x-api-key"] = "'-'", ["integration.request.header.X-Forwarded-For"] = "'-'" };

    private static ApiResource Resource(string path, string verb, ApiMethod method) => new(path, path, new Dictionary<string, ApiMethod> { [verb] = method });
}
