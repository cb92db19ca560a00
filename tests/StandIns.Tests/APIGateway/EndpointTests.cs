using Amazon;
using Amazon.APIGateway;
using Amazon.APIGateway.Model;
using Amazon.Runtime;
using Egress.StandIns.Tests.Wire;
using Xunit;

namespace Egress.StandIns.Tests.APIGateway;

public sealed class EndpointTests
{
    public static TheoryData<string, AmazonAPIGatewayConfig, string> Endpoints => new()
    {
        { "a Region", new() { RegionEndpoint = RegionEndpoint.EUWest1 }, "https://apigateway.eu-west-1.amazonaws.com" },
        { "another partition", new() { RegionEndpoint = RegionEndpoint.CNNorth1 }, "https://apigateway.cn-north-1.amazonaws.com.cn" },
        { "FIPS", new() { RegionEndpoint = RegionEndpoint.USEast1, UseFIPSEndpoint = true }, "https://apigateway-fips.us-east-1.amazonaws.com" },
        { "IPv6", new() { RegionEndpoint = RegionEndpoint.USEast1, UseDualstackEndpoint = true }, "https://apigateway.us-east-1.api.aws" },
        { "a URL of one's own", new() { ServiceURL = "http://127.0.0.1:4510" }, "http://127.0.0.1:4510" },
    };

    [Theory]
    [MemberData(nameof(Endpoints))]
    public void An_endpoint_follows_from_the_configuration(string because, AmazonAPIGatewayConfig config, string url)
    {
        config.IgnoreConfiguredEndpointUrls = true;
        using var client = new AmazonAPIGatewayClient(new BasicAWSCredentials("AKID", "secret"), config);

        var endpoint = client.DetermineServiceOperationEndpoint(new GetApiKeysRequest());

        Assert.True(url == endpoint.URL.TrimEnd('/'), $"{because}: {endpoint.URL}");
    }

    [Fact]
    public async Task A_URL_without_a_Region_is_signed_for_us_east_1()
    {
        await using var service = (await AwsService.StartAsync()).Answers(200, "{}");
        using var client = new AmazonAPIGatewayClient(new BasicAWSCredentials("AKID", "secret"), new AmazonAPIGatewayConfig { ServiceURL = service.Url });

        await client.GetApiKeysAsync(new GetApiKeysRequest(), TestContext.Current.CancellationToken);

        Assert.Contains("/us-east-1/apigateway/aws4_request", service.Request.Header("Authorization"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("API Gateway", "AWS_ENDPOINT_URL_API_GATEWAY", """{"name":"a name"}""", "a name", "/us-west-2/apigateway/")]
    [InlineData("Secrets Manager", "AWS_ENDPOINT_URL_SECRETS_MANAGER", """{"Name":"a name"}""", "a name", "/us-west-2/secretsmanager/")]
    [InlineData("Lambda", "AWS_ENDPOINT_URL_LAMBDA", "{}", "200", "/us-west-2/lambda/")]
    [InlineData("API Gateway", "AWS_ENDPOINT_URL", """{"name":"a name"}""", "a name", "/us-west-2/apigateway/")]
    public async Task A_client_made_of_nothing_finds_all_in_the_environment(string serviceId, string variable, string answer, string seen, string scope)
    {
        await using var service = (await AwsService.StartAsync()).Answers(200, answer);
        await using var api = await RuntimeApi.StartAsync();
        await using var function = FunctionProcess.Start(
            "typed → typed",
            api.Endpoint,
            (variable, service.Url),
            ("AWS_REGION", "us-west-2"),
            ("AWS_ACCESS_KEY_ID", "ENVKEY"),
            ("AWS_SECRET_ACCESS_KEY", "secret"),
            ("AWS_SESSION_TOKEN", "token"));

        var posted = await api.InvokeAsync("r-1", $$"""{"do":"call","text":"{{serviceId}}"}""");

        Assert.Equal($$"""{"Text":"{{seen}}"}""", posted.Body);
        Assert.Contains("Credential=ENVKEY/", service.Request.Header("Authorization"), StringComparison.Ordinal);
        Assert.Contains(scope, service.Request.Header("Authorization"), StringComparison.Ordinal);
        Assert.Equal("token", service.Request.Header("X-Amz-Security-Token"));
    }
}
