using System.Net;
using Amazon.APIGateway;
using Amazon.APIGateway.Model;
using Egress.StandIns.Tests.Wire;
using Xunit;

namespace Egress.StandIns.Tests.APIGateway;

public sealed class ResponseTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_is_read_member_by_member()
    {
        await using var service = (await AwsService.StartAsync()).Answers(
            201,
            """
            {"id":"k","value":"v","name":"n","customerId":"c","description":"d","enabled":true,"createdDate":1767225600,"lastUpdatedDate":"2026-01-01T00:00:01Z",
             "stageKeys":["api/prod"],"tags":{"a":"b"},"_links":{"self":{"href":"/apikeys/k"}}}
            """);
        using var client = service.ApiGateway();

        var key = await client.CreateApiKeyAsync(new CreateApiKeyRequest(), Cancellation);

        Assert.Equal(("k", "v", "n", "c", "d", true), (key.Id, key.Value, key.Name, key.CustomerId, key.Description, key.Enabled));
        Assert.Equal(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), key.CreatedDate);
        Assert.Equal(DateTimeKind.Utc, key.CreatedDate?.Kind);
        Assert.Equal(new DateTime(2026, 1, 1, 0, 0, 1, DateTimeKind.Utc), key.LastUpdatedDate);
        Assert.Equal(DateTimeKind.Utc, key.LastUpdatedDate?.Kind);
        Assert.Equal(["api/prod"], key.StageKeys);
        Assert.Equal("b", Assert.Single(key.Tags).Value);
        Assert.Equal(HttpStatusCode.Created, key.HttpStatusCode);
        Assert.Equal("request-1", key.ResponseMetadata.RequestId);
    }

    [Fact]
    public async Task An_absent_collection_is_null_and_an_empty_one_empty()
    {
        await using var service = (await AwsService.StartAsync()).Answers(200, """{"stageKeys":[]}""").Answers(200, """{"tags":{},"stageKeys":null}""");
        using var client = service.ApiGateway();

        var first = await client.GetApiKeyAsync(new GetApiKeyRequest { ApiKey = "k" }, Cancellation);
        var second = await client.GetApiKeyAsync(new GetApiKeyRequest { ApiKey = "k" }, Cancellation);

        Assert.Empty(first.StageKeys);
        Assert.Null(first.Tags);
        Assert.Empty(second.Tags);
        Assert.Null(second.StageKeys);
    }

    [Fact]
    public async Task The_items_of_a_list_are_under_item()
    {
        await using var service = (await AwsService.StartAsync())
            .Answers(200, """{"item":[{"id":"k1"},{"id":"k2"}],"position":"next","warnings":["w"]}""")
            .Answers(
                200,
                """
                {"item":[{"id":"p","apiStages":[{"apiId":"a","stage":"s","throttle":{"/x/GET":{"rateLimit":0.5}}}],
                  "throttle":{"burstLimit":2,"rateLimit":1.5},"quota":{"limit":9,"offset":1,"period":"DAY"}}]}
                """)
            .Answers(200, """{"item":[{"id":"k","name":"n","type":"API_KEY","value":"v"}]}""");
        using var client = service.ApiGateway();

        var keys = await client.GetApiKeysAsync(new GetApiKeysRequest(), Cancellation);
        var plan = Assert.Single((await client.GetUsagePlansAsync(new GetUsagePlansRequest(), Cancellation)).Items);
        var attached = Assert.Single((await client.GetUsagePlanKeysAsync(new GetUsagePlanKeysRequest { UsagePlanId = "p" }, Cancellation)).Items);

        Assert.Equal(["k1", "k2"], keys.Items.Select(key => key.Id));
        Assert.Equal(("next", "w"), (keys.Position, Assert.Single(keys.Warnings)));
        Assert.Equal((2, 1.5), (plan.Throttle.BurstLimit, plan.Throttle.RateLimit));
        Assert.Equal((9, 1, QuotaPeriodType.DAY), (plan.Quota.Limit, plan.Quota.Offset, plan.Quota.Period));
        Assert.Equal(("a", "s", 0.5), (plan.ApiStages[0].ApiId, plan.ApiStages[0].Stage, plan.ApiStages[0].Throttle["/x/GET"].RateLimit));
        Assert.Equal(("k", "n", "API_KEY", "v"), (attached.Id, attached.Name, attached.Type, attached.Value));
    }

    [Fact]
    public async Task Usage_is_a_list_of_days_under_values()
    {
        await using var service = (await AwsService.StartAsync())
            .Answers(200, """{"usagePlanId":"p","startDate":"2026-01-01","endDate":"2026-01-02","values":{"k":[[1,99],[0,100]]}}""");
        using var client = service.ApiGateway();

        var usage = await client.GetUsageAsync(new GetUsageRequest { UsagePlanId = "p" }, Cancellation);

        Assert.Equal([[1, 99], [0, 100]], usage.Items["k"]);
        Assert.Equal(("p", "2026-01-01", "2026-01-02"), (usage.UsagePlanId, usage.StartDate, usage.EndDate));
    }

    [Fact]
    public async Task A_stage_has_settings_by_method()
    {
        await using var service = (await AwsService.StartAsync()).Answers(
            200,
            """
            {"stageName":"prod","deploymentId":"d","cacheClusterSize":"0.5","cacheClusterStatus":"NOT_AVAILABLE","tracingEnabled":true,
             "variables":{"host":"example.com"},"webAclArn":"w",
             "methodSettings":{"*/*":{"loggingLevel":"OFF","throttlingRateLimit":10.5,"throttlingBurstLimit":5,"unauthorizedCacheControlHeaderStrategy":"FAIL_WITH_403"}},
             "accessLogSettings":{"destinationArn":"l","format":"f"},"canarySettings":{"percentTraffic":2.5,"useStageCache":false,"stageVariableOverrides":{"a":"b"}}}
            """);
        using var client = service.ApiGateway();

        var stage = await client.GetStageAsync(new GetStageRequest { RestApiId = "a", StageName = "prod" }, Cancellation);

        Assert.Equal(CacheClusterStatus.NOT_AVAILABLE, stage.CacheClusterStatus);
        Assert.Equal("0.5", stage.CacheClusterSize);
        Assert.Equal("example.com", stage.Variables["host"]);
        var method = stage.MethodSettings["*/*"];
        Assert.Equal(("OFF", 10.5, 5), (method.LoggingLevel, method.ThrottlingRateLimit, method.ThrottlingBurstLimit));
        Assert.Equal(UnauthorizedCacheControlHeaderStrategy.FAIL_WITH_403, method.UnauthorizedCacheControlHeaderStrategy);
        Assert.Equal(("l", "w"), (stage.AccessLogSettings.DestinationArn, stage.WebAclArn));
        Assert.Equal((2.5, false, "b"), (stage.CanarySettings.PercentTraffic, stage.CanarySettings.UseStageCache, stage.CanarySettings.StageVariableOverrides["a"]));
    }

    [Fact]
    public async Task A_value_that_an_enumeration_does_not_know_survives()
    {
        await using var service = (await AwsService.StartAsync())
            .Answers(200, """{"apiKeySource":"COOKIE","endpointConfiguration":{"types":["PRIVATE"],"ipAddressType":"dualstack","vpcEndpointIds":["vpce-1"]}}""");
        using var client = service.ApiGateway();

        var api = await client.GetRestApiAsync(new GetRestApiRequest { RestApiId = "a" }, Cancellation);

        Assert.Equal("COOKIE", api.ApiKeySource.Value);
        Assert.Equal(IpAddressType.Dualstack, api.EndpointConfiguration.IpAddressType);
        Assert.Equal(("PRIVATE", "vpce-1"), (Assert.Single(api.EndpointConfiguration.Types), Assert.Single(api.EndpointConfiguration.VpcEndpointIds)));
    }

    [Fact]
    public async Task An_empty_answer_is_an_empty_response()
    {
        await using var service = (await AwsService.StartAsync()).Answers(202, "");
        using var client = service.ApiGateway();

        var response = await client.DeleteApiKeyAsync(new DeleteApiKeyRequest { ApiKey = "k" }, Cancellation);

        Assert.Equal(HttpStatusCode.Accepted, response.HttpStatusCode);
    }
}
