using System.Text.Json.Nodes;
using Egress.Emulator.Gateway;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.ApiGateway;

public sealed class StagePatchTests
{
    private const string Stage = $"/restapis/{TestControlPlane.ApiId}/stages/one";

    [Theory]
    [InlineData("replace", "/description", "new", "description", "\"new\"")]
    [InlineData("replace", "/tracingEnabled", "true", "tracingEnabled", "true")]
    [InlineData("replace", "/clientCertificateId", "c1", "clientCertificateId", "\"c1\"")]
    [InlineData("replace", "/documentationVersion", "v1", "documentationVersion", "\"v1\"")]
    [InlineData("replace", "/cacheClusterEnabled", "true", "cacheClusterStatus", "\"AVAILABLE\"")]
    [InlineData("replace", "/cacheClusterSize", "237", "cacheClusterSize", "\"237\"")]
    [InlineData("replace", "/deploymentId", "dabcde", "deploymentId", "\"dabcde\"")]
    [InlineData("add", "/variables/a_1", "x.test", "variables", """{"a_1":"x.test"}""")]
    [InlineData("replace", "/accessLogSettings/format", "$context.requestId\n", "accessLogSettings", """{"format":"$context.requestId\n"}""")]
    [InlineData("add", "/accessLogSettings/destinationArn", "arn:aws:logs:us-east-1:1:log-group:x", "accessLogSettings", """{"destinationArn":"arn:aws:logs:us-east-1:1:log-group:x"}""")]
    public async Task A_member_of_the_stage_is_patched(string op, string path, string value, string member, string json)
    {
        await using var plane = new TestControlPlane();

        var patched = await PatchAsync(plane, (op, path, value));

        Assert.Equal(200, patched.Status);
        Assert.Equal(json, patched.Json[member]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal(patched.Body, (await plane.RestAsync("GET", Stage)).Body);
    }

    [Theory]
    [InlineData("/*/*/throttling/rateLimit", "0.5", "*/*", "throttlingRateLimit", "0.5")]
    [InlineData("/*/*/throttling/burstLimit", "-1", "*/*", "throttlingBurstLimit", "-1")]
    [InlineData("/~1a~1b/GET/throttling/burstLimit", "7", "a/b/GET", "throttlingBurstLimit", "7")]
    [InlineData("/test/GET/throttling/rateLimit", "7", "test/GET", "throttlingRateLimit", "7")]
    [InlineData("/~1/ANY/metrics/enabled", "true", "/ANY", "metricsEnabled", "true")]
    [InlineData("/~1a~01/GET/logging/loglevel", "INFO", "a~1/GET", "loggingLevel", "\"INFO\"")]
    [InlineData("/*/GET/logging/dataTrace", "true", "*/GET", "dataTraceEnabled", "true")]
    [InlineData("/*/*/caching/enabled", "true", "*/*", "cachingEnabled", "true")]
    [InlineData("/*/*/caching/ttlInSeconds", "9", "*/*", "cacheTtlInSeconds", "9")]
    [InlineData("/*/*/caching/dataEncrypted", "true", "*/*", "cacheDataEncrypted", "true")]
    [InlineData("/*/*/caching/requireAuthorizationForCacheControl", "false", "*/*", "requireAuthorizationForCacheControl", "false")]
    [InlineData("/*/*/caching/unauthorizedCacheControlHeaderStrategy", "FAIL_WITH_403", "*/*", "unauthorizedCacheControlHeaderStrategy", "\"FAIL_WITH_403\"")]
    public async Task A_method_setting_is_patched_and_removed_as_a_whole(string path, string value, string method, string member, string json)
    {
        await using var plane = new TestControlPlane();

        var patched = await PatchAsync(plane, ("replace", path, value));
        var removed = await PatchAsync(plane, ("remove", path.Split('/')[..3].Aggregate((a, b) => $"{a}/{b}"), null));

        Assert.Equal(json, patched.Json["methodSettings"]![method]![member]!.ToJsonString());
        Assert.Equal(member == "loggingLevel" ? 10 : 9, patched.Json["methodSettings"]![method]!.AsObject().Count); // no level until one is set
        Assert.Empty(removed.Json["methodSettings"]!.AsObject());
    }

    [Theory]
    [InlineData("replace", "/nothing", "x", "Invalid method setting path: /nothing. Must be one of: [/deploymentId, /description, ")]
    [InlineData("replace", "nothing", "x", "Invalid method setting path: nothing. Must be one of: [")]
    [InlineData("replace", "/stageName", "x", "Invalid method setting path: /stageName.")]
    [InlineData("add", "/description", "x", "Invalid method setting path: /description.")]
    [InlineData("replace", "/*/*/throttling/other", "1", "Invalid method setting path: /*/*/throttling/other.")]
    [InlineData("replace", "/a/b/GET/throttling/rateLimit", "1", "Invalid method setting path: /a/b/GET/throttling/rateLimit.")]
    [InlineData("replace", "/*/*/throttling/rateLimit", "fast", "Invalid value 'fast' specified for '/*/*/throttling/rateLimit'")]
    [InlineData("replace", "/*/*/throttling/burstLimit", "1.5", "Invalid value '1.5'")]
    [InlineData("replace", "/*/*/logging/loglevel", "DEBUG", "Invalid value 'DEBUG'")]
    [InlineData("replace", "/tracingEnabled", "maybe", "Invalid value 'maybe' specified for '/tracingEnabled'")]
    [InlineData("replace", "/deploymentId", "zzz", "Deployment id does not exist")]
    [InlineData("replace", "/variables/a", "a b", "Invalid value of the stage variable a")]
    [InlineData("remove", "/variables/a", null, "Cannot remove stage variable a")]
    [InlineData("remove", "/*/*", null, "Cannot remove method setting */* because there is no method setting for this method")]
    [InlineData("remove", "/*/*/throttling/rateLimit", null, "Cannot remove method setting */*/throttling/rateLimit because")]
    [InlineData("replace", "/accessLogSettings/format", "$context.requestId\n$context.status", "Access Logs format must be single line, new line character is allowed only at end of the format")]
    [InlineData("replace", "/accessLogSettings/format", "$context.status", "Access Logs format must contain")]
    [InlineData("replace", "/accessLogSettings/destinationArn", "x", "Invalid ARN specified in the request")]
    [InlineData("replace", "/accessLogSettings/format", "", "Access Log value must not be empty")]
    [InlineData("add", "/accessLogSettings/destinationArn", null, "Access Log value must not be empty")]
    [InlineData("add", "/accessLogSettings", "x", "Invalid accessLogSettings path. Must be one of : [/accessLogSettings/destinationArn, /accessLogSettings/format]")]
    [InlineData("replace", "/accessLogSettings/*", "x", "Invalid accessLogSettings path.")]
    [InlineData("remove", "/accessLogSettings/destinationArn", null, "Cannot remove method setting accessLogSettings/destinationArn because there is no method setting for this method ")]
    [InlineData("copy", "/variables", null, "Invalid copy operation with path: /variables and from .")]
    [InlineData("swap", "/description", "x", "Invalid patch operation 'swap' specified")]
    public async Task A_patch_that_cannot_be_leaves_the_stage_as_it_was(string op, string path, string? value, string message)
    {
        await using var plane = new TestControlPlane();
        var before = (await plane.RestAsync("GET", Stage)).Body;

        var refused = await PatchAsync(plane, ("replace", "/description", "first"), (op, path, value));

        Assert.Equal((400, "BadRequestException"), (refused.Status, refused.ErrorType));
        Assert.StartsWith(message, refused.Text("message"));
        Assert.Equal(before, (await plane.RestAsync("GET", Stage)).Body);
    }

    [Fact]
    public async Task A_methods_first_setting_begins_as_that_of_all_methods()
    {
        await using var plane = new TestControlPlane();

        await PatchAsync(plane, ("replace", "/*/*/throttling/rateLimit", "3"), ("replace", "/*/*/caching/enabled", "true"));
        var patched = await PatchAsync(plane, ("replace", "/a/GET/throttling/burstLimit", "7"), ("replace", "/*/*/throttling/rateLimit", "4"));

        var (all, one) = (patched.Json["methodSettings"]!["*/*"]!, patched.Json["methodSettings"]!["a/GET"]!);
        Assert.Equal((4, 3, true), ((int)all["throttlingRateLimit"]!, (int)one["throttlingRateLimit"]!, (bool)one["cachingEnabled"]!));
        Assert.Equal(new ThrottleLimit(3, 7), plane.Apis.FindStage(TestControlPlane.ApiId, "one")!.MethodThrottles["/a/GET"]);
    }

    [Fact]
    public async Task The_access_log_is_removed_as_a_whole()
    {
        await using var plane = new TestControlPlane();

        await PatchAsync(plane, ("add", "/accessLogSettings/destinationArn", "arn:aws:logs:us-east-1:1:log-group:x"), ("add", "/accessLogSettings/format", "$context.requestId"));
        var removed = await PatchAsync(plane, ("remove", "/accessLogSettings", null));

        Assert.Equal((200, false), (removed.Status, removed.Json.ContainsKey("accessLogSettings")));
    }

    [Fact]
    public async Task A_stage_of_another_name_is_not_found()
    {
        await using var plane = new TestControlPlane();

        var missing = await plane.RestAsync("PATCH", Stage + "x", new JsonObject { ["patchOperations"] = new JsonArray() });

        Assert.Equal((404, "NotFoundException"), (missing.Status, missing.ErrorType));
    }

    private static Task<TestAnswer> PatchAsync(TestControlPlane plane, params (string Op, string Path, string? Value)[] patches) => plane.RestAsync("PATCH", Stage, new JsonObject
    {
        ["patchOperations"] = new JsonArray([.. patches.Select(patch => new JsonObject { ["op"] = patch.Op, ["path"] = patch.Path, ["value"] = patch.Value })]),
    });
}
