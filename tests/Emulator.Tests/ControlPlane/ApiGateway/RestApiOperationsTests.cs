using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.ApiGateway;

public sealed class RestApiOperationsTests
{
    private static readonly System.Text.Json.JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task An_api_is_shown_as_the_template_declares_it()
    {
        await using var plane = new TestControlPlane();

        var api = await plane.RestAsync("GET", $"/restapis/{TestControlPlane.ApiId}");

        Assert.Equal(("egress", "HEADER", "root1"), (api.Text("name"), api.Text("apiKeySource"), api.Text("rootResourceId")));
        Assert.Equal("""{"types":["PRIVATE"],"ipAddressType":"dualstack","vpcEndpointIds":["vpce-1"]}""", api.Json["endpointConfiguration"]!.ToJsonString());
        Assert.StartsWith("{\\\"Version\\\":", api.Text("policy"));
        Assert.False(api.Json.ContainsKey("tags"), "an API without tags shows none");
        Assert.Equal(TestControlPlane.ApiId, (string?)Assert.Single((await plane.RestAsync("GET", "/restapis")).List("item"))!["id"]);
    }

    [Fact]
    public async Task Stages_belong_to_the_one_deployment()
    {
        await using var plane = new TestControlPlane();

        var stages = await plane.RestAsync("GET", $"/restapis/{TestControlPlane.ApiId}/stages");
        var deployment = await plane.RestAsync("GET", $"/restapis/{TestControlPlane.ApiId}/deployments/{stages.List("item")[0]!["deploymentId"]}");

        Assert.Equal(["one", "two"], stages.List("item").Select(stage => (string)stage!["stageName"]!));
        Assert.Equal(200, deployment.Status);
    }

    [Fact]
    public async Task Resources_form_a_tree_and_show_their_integrations()
    {
        await using var plane = new TestControlPlane();

        var resources = await plane.RestAsync("GET", $"/restapis/{TestControlPlane.ApiId}/resources");
        var integration = await plane.RestAsync("GET", $"/restapis/{TestControlPlane.ApiId}/resources/prox1/methods/ANY/integration");

        Assert.Equal(("root1", "{proxy+}"), ((string?)resources.List("item")[1]!["parentId"], (string?)resources.List("item")[1]!["pathPart"]));
        Assert.Equal("{}", resources.List("item")[1]!["resourceMethods"]!["ANY"]!.ToJsonString());
        Assert.Equal("cacheKeyParameters cacheNamespace connectionType httpMethod passthroughBehavior responseTransferMode timeoutInMillis type uri", string.Join(' ', integration.Json.Select(member => member.Key).Order(StringComparer.Ordinal)));
        Assert.Equal(("HTTP_PROXY", "STREAM", 300_000), (integration.Text("type"), integration.Text("responseTransferMode"), (int)integration.Json["timeoutInMillis"]!));
    }

    [Fact]
    public async Task A_private_integration_shows_its_link_and_each_response_can_be_read()
    {
        await using var plane = new TestControlPlane();
        const string Method = $"/restapis/{TestControlPlane.ApiId}/resources/priv1/methods/GET";

        var integration = await plane.RestAsync("GET", $"{Method}/integration");
        var open = await plane.RestAsync("GET", $"/restapis/{TestControlPlane.ApiId}/resources/prox1/methods/ANY/integration");

        Assert.Equal(("VPC_LINK", "${stageVariables.vpcLinkId}", "priv1"), (integration.Text("connectionType"), integration.Text("connectionId"), integration.Text("cacheNamespace")));
        Assert.Equal(("INTERNET", null), (open.Text("connectionType"), open.Json["connectionId"]));
        Assert.Equal("""{"statusCode":"200","responseParameters":{"method.response.header.x-mark":false}}""", (await plane.RestAsync("GET", $"{Method}/responses/200")).Json.ToJsonString());
        Assert.Equal("""{"statusCode":"404"}""", (await plane.RestAsync("GET", $"{Method}/responses/404")).Json.ToJsonString());
        Assert.Equal(
            """{"statusCode":"200","responseParameters":{"method.response.header.x-mark":"\u0027m\u0027"},"selectionPattern":"2.."}""",
            (await plane.RestAsync("GET", $"{Method}/integration/responses/200")).Json.ToJsonString());
    }

    [Fact]
    public async Task Vpc_links_are_shown_as_the_template_declares_them()
    {
        await using var plane = new TestControlPlane();

        var link = await plane.RestAsync("GET", "/vpclinks/link01");

        Assert.Equal(("link01", "to a network load balancer", "AVAILABLE", "d"), (link.Text("id"), link.Text("name"), link.Text("status"), link.Text("description")));
        Assert.Equal(("Your vpc link is ready for use", "{}"), (link.Text("statusMessage"), link.Json["tags"]!.ToJsonString()));
        Assert.Equal(TestApi.Link.TargetArns, link.List("targetArns").Select(arn => (string)arn!));
        var listed = Assert.Single((await plane.RestAsync("GET", "/vpclinks")).List("item"))!.AsObject();
        Assert.Equal(("link01", false), ((string?)listed["id"], listed.ContainsKey("tags")));
    }

    [Fact]
    public async Task A_customised_gateway_response_is_told_from_a_default_one()
    {
        await using var plane = new TestControlPlane();

        var customised = await plane.RestAsync("GET", $"/restapis/{TestControlPlane.ApiId}/gatewayresponses/INVALID_API_KEY");
        var byDefault = await plane.RestAsync("GET", $"/restapis/{TestControlPlane.ApiId}/gatewayresponses/THROTTLED");

        Assert.False((bool)customised.Json["defaultResponse"]!);
        Assert.Equal("'m INVALID_API_KEY'", (string?)customised.Json["responseParameters"]!["gatewayresponse.header.x-egress-error"]);
        Assert.Equal("""{"application/json":"{\"message\":$context.error.messageString}"}""", customised.Json["responseTemplates"]!.ToJsonString(Plain));
        Assert.Equal((true, "429"), ((bool)byDefault.Json["defaultResponse"]!, byDefault.Text("statusCode")));
    }

    [Fact]
    public async Task Gateway_responses_are_those_of_the_service_in_their_order()
    {
        await using var plane = new TestControlPlane();

        var all = (await plane.RestAsync("GET", $"/restapis/{TestControlPlane.ApiId}/gatewayresponses")).List("item").Select(response => (string)response!["responseType"]!).ToArray();
        var refused = await plane.RestAsync("GET", "/restapis/nothing/gatewayresponses/FAKE");

        Assert.Equal((21, "ACCESS_DENIED", "WAF_FILTERED"), (all.Length, all[0], all[^1]));
        Assert.Equal((400, "ValidationException"), (refused.Status, refused.ErrorType));
        Assert.StartsWith("1 validation error detected: Value 'FAKE' at 'responseType' failed to satisfy constraint: Member must satisfy enum value set: [", refused.Text("message"));
    }

    [Fact]
    public async Task An_api_has_no_authorizers_and_one_that_is_not_there_is_not_found()
    {
        await using var plane = new TestControlPlane();

        Assert.Empty((await plane.RestAsync("GET", $"/restapis/{TestControlPlane.ApiId}/authorizers")).List("item"));
        Assert.Equal("NotFoundException", (await plane.RestAsync("GET", "/restapis/nothing/authorizers")).ErrorType);
    }

    [Theory]
    [InlineData("/restapis/nothing", "Invalid API identifier specified 123456789012:nothing")]
    [InlineData("/restapis/abcde12345/stages/nothing", "Invalid stage identifier specified")]
    [InlineData("/restapis/abcde12345/resources/nothing", "Invalid Resource identifier specified")]
    [InlineData("/restapis/abcde12345/resources/prox1/methods/GET", "Invalid Method identifier specified")]
    [InlineData("/restapis/abcde12345/resources/priv1/methods/GET/responses/500", "Invalid Response status code specified")]
    [InlineData("/restapis/abcde12345/resources/priv1/methods/GET/integration/responses/404", "Invalid Response status code specified")]
    [InlineData("/restapis/nothing/resources/prox1/methods/ANY/integration", "Invalid Resource identifier specified")]
    [InlineData("/restapis/nothing/resources", "Invalid API identifier specified 123456789012:nothing")]
    [InlineData("/vpclinks/nothing", "Invalid Vpc Link identifier specified")]
    public async Task What_does_not_exist_is_not_found(string target, string message)
    {
        await using var plane = new TestControlPlane();

        var missing = await plane.RestAsync("GET", target);

        Assert.Equal((404, "NotFoundException", message), (missing.Status, missing.ErrorType, missing.Text("message")));
    }

    [Theory]
    [InlineData("DELETE", "/restapis/abcde12345", "DeleteRestApi")]
    [InlineData("POST", "/restapis/abcde12345/deployments", "CreateDeployment")]
    [InlineData("PATCH", "/restapis/abcde12345/resources/prox1/methods/ANY/integration", "UpdateIntegration")]
    [InlineData("GET", "/restapis/abcde12345/stages/one/exports/oas30", "GetExport")]
    [InlineData("POST", "/apikeys?mode=import&format=csv", "ImportApiKeys")]
    [InlineData("POST", "/restapis?mode=import", "ImportRestApi")]
    [InlineData("GET", "/", "GET /")]
    public async Task What_the_emulator_does_not_have_is_told_by_its_name(string verb, string target, string name)
    {
        await using var plane = new TestControlPlane();

        var refused = await plane.RestAsync(verb, target);

        Assert.Equal((404, "UnknownOperationException"), (refused.Status, refused.ErrorType));
        Assert.StartsWith($"The emulator has no operation {name} of API Gateway; it knows GetAccount, GetRestApis, ", refused.Text("message"));
    }
}
