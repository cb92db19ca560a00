using Amazon.APIGateway;
using Amazon.APIGateway.Model;
using Egress.StandIns.Tests.Wire;
using Xunit;

namespace Egress.StandIns.Tests.APIGateway;

public sealed class RequestTests
{
    public static TheoryData<string, Func<IAmazonAPIGateway, Task>, string, string> Requests => new()
    {
        {
            "members that are null are not sent, tags and stage keys are",
            client => client.CreateApiKeyAsync(new CreateApiKeyRequest
            {
                Name = "app",
                Enabled = true,
                StageKeys = [new StageKey { RestApiId = "api", StageName = "prod" }],
                Tags = new() { ["egress:stack"] = "s" },
            }),
            "POST /apikeys",
            """{"enabled":true,"name":"app","stageKeys":[{"restApiId":"api","stageName":"prod"}],"tags":{"egress:stack":"s"}}"""
        },
        {
            "nothing set is an empty document",
            client => client.CreateApiKeyAsync(new CreateApiKeyRequest()),
            "POST /apikeys",
            "{}"
        },
        {
            "false is sent, and an empty collection as well",
            client => client.CreateApiKeyAsync(new CreateApiKeyRequest { Enabled = false, Tags = [] }),
            "POST /apikeys",
            """{"enabled":false,"tags":{}}"""
        },
        {
            "a path value is percent-encoded whole",
            client => client.GetApiKeyAsync(new GetApiKeyRequest { ApiKey = "k/1 é", IncludeValue = true }),
            "GET /apikeys/k%2F1%20%C3%A9?includeValue=true",
            ""
        },
        {
            "a query has what is set",
            client => client.GetApiKeysAsync(new GetApiKeysRequest { NameQuery = "egress/s", Limit = 500, IncludeValues = false, Position = "p=", CustomerId = "c" }),
            "GET /apikeys?customerId=c&includeValues=false&limit=500&name=egress%2Fs&position=p%3D",
            ""
        },
        {
            "no query without members",
            client => client.GetApiKeysAsync(new GetApiKeysRequest()),
            "GET /apikeys",
            ""
        },
        {
            "patch operations are strings, and the path member stays out of the body",
            client => client.UpdateApiKeyAsync(new UpdateApiKeyRequest { ApiKey = "k", PatchOperations = [Replace("/enabled", "false")] }),
            "PATCH /apikeys/k",
            """{"patchOperations":[{"op":"replace","path":"/enabled","value":"false"}]}"""
        },
        { "delete", client => client.DeleteApiKeyAsync(new DeleteApiKeyRequest { ApiKey = "k" }), "DELETE /apikeys/k", "" },
        { "one plan", client => client.GetUsagePlanAsync(new GetUsagePlanRequest { UsagePlanId = "p" }), "GET /usageplans/p", "" },
        { "the plans of a key", client => client.GetUsagePlansAsync(new GetUsagePlansRequest { KeyId = "k" }), "GET /usageplans?keyId=k", "" },
        {
            "attach",
            client => client.CreateUsagePlanKeyAsync(new CreateUsagePlanKeyRequest { UsagePlanId = "p", KeyId = "k", KeyType = "API_KEY" }),
            "POST /usageplans/p/keys",
            """{"keyId":"k","keyType":"API_KEY"}"""
        },
        { "is it attached", client => client.GetUsagePlanKeyAsync(new GetUsagePlanKeyRequest { UsagePlanId = "p", KeyId = "k" }), "GET /usageplans/p/keys/k", "" },
        { "who is attached", client => client.GetUsagePlanKeysAsync(new GetUsagePlanKeysRequest { UsagePlanId = "p", NameQuery = "n" }), "GET /usageplans/p/keys?name=n", "" },
        { "detach", client => client.DeleteUsagePlanKeyAsync(new DeleteUsagePlanKeyRequest { UsagePlanId = "p", KeyId = "k" }), "DELETE /usageplans/p/keys/k", "" },
        {
            "usage",
            client => client.GetUsageAsync(new GetUsageRequest { UsagePlanId = "p", KeyId = "k", StartDate = "2026-01-01", EndDate = "2026-01-31" }),
            "GET /usageplans/p/usage?endDate=2026-01-31&keyId=k&startDate=2026-01-01",
            ""
        },
        {
            "extend a quota",
            client => client.UpdateUsageAsync(new UpdateUsageRequest { UsagePlanId = "p", KeyId = "k", PatchOperations = [Replace("/remaining", "9")] }),
            "PATCH /usageplans/p/keys/k/usage",
            """{"patchOperations":[{"op":"replace","path":"/remaining","value":"9"}]}"""
        },
        { "a stage", client => client.GetStageAsync(new GetStageRequest { RestApiId = "a", StageName = "api_openai_com" }), "GET /restapis/a/stages/api_openai_com", "" },
        { "the API", client => client.GetRestApiAsync(new GetRestApiRequest { RestApiId = "a" }), "GET /restapis/a", "" },
        {
            "the colons and slashes of an ARN are encoded",
            client => client.TagResourceAsync(new TagResourceRequest { ResourceArn = "arn:aws:apigateway:eu-west-1::/apikeys/k", Tags = new() { ["a"] = "b" } }),
            "PUT /tags/arn%3Aaws%3Aapigateway%3Aeu-west-1%3A%3A%2Fapikeys%2Fk",
            """{"tags":{"a":"b"}}"""
        },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task An_operation_is_the_request_that_the_service_documents(string because, Func<IAmazonAPIGateway, Task> call, string line, string body)
    {
        await using var service = (await AwsService.StartAsync()).Answers(200, "{}");
        using var client = service.ApiGateway();

        await call(client);

        Assert.True(line == service.Request.Line, $"{because}: {service.Request.Line}");
        Assert.Equal(body, service.Request.Body);
        Assert.Equal(body.Length == 0 ? null : "application/json", service.Request.Header("Content-Type"));
        Assert.Equal("application/json", service.Request.Header("Accept"));
    }

    [Fact]
    public async Task A_request_is_signed_for_the_service_and_the_Region()
    {
        await using var service = (await AwsService.StartAsync()).Answers(200, "{}");
        using var client = service.ApiGateway();

        await client.GetApiKeyAsync(new GetApiKeyRequest { ApiKey = "k" }, TestContext.Current.CancellationToken);

        Assert.Matches(
            "^AWS4-HMAC-SHA256 Credential=AKID/[0-9]{8}/eu-west-1/apigateway/aws4_request, SignedHeaders=accept;[a-z0-9;-]*host;[a-z0-9;-]+, Signature=[0-9a-f]{64}$",
            service.Request.Header("Authorization"));
    }

    [Fact]
    public async Task A_missing_path_member_fails_before_any_request()
    {
        await using var service = await AwsService.StartAsync();
        using var client = service.ApiGateway();

        var exception = await Assert.ThrowsAsync<AmazonAPIGatewayException>(() => client.GetApiKeyAsync(new GetApiKeyRequest(), TestContext.Current.CancellationToken));

        Assert.Equal("Request object does not have required field ApiKey set", exception.Message);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task A_cancelled_call_is_cancelled()
    {
        await using var service = await AwsService.StartAsync();
        using var client = service.ApiGateway();

        await Assert.ThrowsAsync<TaskCanceledException>(() => client.GetApiKeyAsync(new GetApiKeyRequest { ApiKey = "k" }, new CancellationToken(canceled: true)));
    }

    private static PatchOperation Replace(string path, string value) => new() { Op = Op.Replace, Path = path, Value = value };
}
