using Egress.Emulator.ControlPlane;
using Egress.Emulator.Gateway;

namespace Egress.Emulator.Tests.ControlPlane;

/// <summary>A small API in the shape of the template's.</summary>
internal static class TestApi
{
    public static readonly VpcLinkRecord Link = new("link01", "to a network load balancer") { Description = "d", TargetArns = ["arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/a/1"] };

    public static RestApi Of(string id)
    {
        var proxy = new ApiMethod
        {
            ApiKeyRequired = true,
            RequestParameters = new Dictionary<string, bool> { ["method.request.path.proxy"] = true },
            Integration = new Integration { Type = "HTTP_PROXY", HttpMethod = "ANY", Uri = "https://${stageVariables.host}/{proxy}", IsStreamed = true, Timeout = TimeSpan.FromMinutes(5) },
        };
        return new RestApi
        {
            Id = id,
            Name = "egress",
            EndpointType = "PRIVATE",
            VpcEndpointIds = ["vpce-1"],
            Policy = """{"Version":"2012-10-17","Statement":[]}""",
            GatewayResponses = new Dictionary<string, GatewayResponse>
            {
                ["INVALID_API_KEY"] = new(null, new Dictionary<string, string> { ["gatewayresponse.header.x-egress-error"] = "'m INVALID_API_KEY'" }, new Dictionary<string, string>()),
            },
            Resources =
            [
                new ApiResource("root1", "/", new Dictionary<string, ApiMethod> { ["ANY"] = proxy }),
                new ApiResource("prox1", "/{proxy+}", new Dictionary<string, ApiMethod> { ["ANY"] = proxy }),
                new ApiResource("priv1", "/private", new Dictionary<string, ApiMethod> { ["GET"] = Private() }),
            ],
        };
    }

    private static ApiMethod Private() => new()
    {
        Responses = new Dictionary<string, IReadOnlyDictionary<string, bool>> { ["200"] = new Dictionary<string, bool> { ["method.response.header.x-mark"] = false }, ["404"] = new Dictionary<string, bool>() },
        Integration = new Integration
        {
            Type = "HTTP_PROXY",
            HttpMethod = "GET",
            Uri = "https://inner.test/",
            VpcLinkId = "${stageVariables.vpcLinkId}",
            Responses = [new IntegrationResponse("2..", "200", new Dictionary<string, string> { ["method.response.header.x-mark"] = "'m'" }, new Dictionary<string, string>())],
        },
    };
}
