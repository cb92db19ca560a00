using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Request;

public sealed class FindStageTests
{
    private const string Vpce = "vpce-0123456789abcdef0";

    public static TheoryData<string, string, string, string?, int> Addresses => new()
    {
        { "no API of that name", "zzz.execute-api.us-east-1.amazonaws.com", "/test/x", null, 403 },
        { "another endpoint's name", $"{GatewayBench.ApiId}-vpce-0999.execute-api.us-east-1.amazonaws.com", "/test/x", null, 403 },
        { "no such stage", GatewayBench.Host, "/other/x", null, 403 },
        { "no stage at all", GatewayBench.Host, "/", null, 403 },
        { "an unknown id in the header", "127.0.0.1", "/test/x", "zzz", 403 },
        { "1. API and endpoint in the name", $"{GatewayBench.ApiId}-{Vpce}.execute-api.us-east-1.amazonaws.com", "/test/x", null, 200 },
        { "2. the endpoint's name and x-apigw-api-id", $"{Vpce}-ab12.execute-api.us-east-1.vpce.amazonaws.com", "/test/x", GatewayBench.ApiId, 200 },
        { "3. and 4. the API's name, through its own DNS name or the endpoint's", GatewayBench.Host, "/test/x", null, 200 },
        { "a port in the host", GatewayBench.Host + ":4511", "/test/x", null, 200 },
        { "any host with x-apigw-api-id", "127.0.0.1", "/test/x", GatewayBench.ApiId, 200 },
    };

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task An_api_is_reached_by_its_four_addresses_and_no_other(string because, string host, string target, string? apiId, int status)
    {
        await using var gateway = await GatewayBench.StartAsync(Marked());

        var answer = await gateway.GetAsync(target, [$"Host: {host}", .. apiId is null ? [] : new[] { $"x-apigw-api-id: {apiId}" }]);

        Assert.True(answer.StatusCode == status, because);
        if (status == 403)
        {
            Assert.Equal("""{"message":"Forbidden"}""", answer.Text);
            Assert.Equal("ForbiddenException", answer.Header("x-amzn-ErrorType"));
            Assert.Null(answer.Header("x-mark")); // nothing can be customised before the stage is known
        }
    }

    [Theory]
    [InlineData("an endpoint that the API does not name serves its other addresses", "PRIVATE", true, false, 200)]
    [InlineData("but not the name with the endpoint in it", "PRIVATE", true, true, 403)]
    [InlineData("a public API is not reached through an endpoint", "REGIONAL", true, false, 403)]
    [InlineData("nor a private one from outside", "PRIVATE", false, false, 403)]
    [InlineData("a public API from outside", "REGIONAL", false, false, 200)]
    public async Task Endpoint_and_endpoint_type_must_fit(string because, string endpointType, bool throughEndpoint, bool endpointInName, int status)
    {
        var setup = Marked();
        setup = setup with { Api = setup.Api with { EndpointType = endpointType, VpcEndpointIds = [] }, Endpoint = throughEndpoint ? BenchSetup.DefaultEndpoint : null };
        await using var gateway = await GatewayBench.StartAsync(setup);
        var host = endpointInName ? $"{GatewayBench.ApiId}-{Vpce}.execute-api.us-east-1.amazonaws.com" : GatewayBench.Host;

        Assert.True((await gateway.GetAsync("/test/x", $"Host: {host}")).StatusCode == status, because);
    }

    private static BenchSetup Marked()
    {
        var setup = new BenchSetup().With(BenchSetup.Mock());
        var mark = new GatewayResponse(null, new Dictionary<string, string> { ["gatewayresponse.header.x-mark"] = "'m'" }, new Dictionary<string, string>());
        return setup with { Api = setup.Api with { GatewayResponses = new Dictionary<string, GatewayResponse> { ["DEFAULT_4XX"] = mark, ["INVALID_API_KEY"] = mark } } };
    }
}
