using System.Text;
using System.Text.Json.Nodes;
using Amazon.Lambda.Core;
using Amazon.Runtime;
using Amazon.SecretsManager;
using Egress.Probe.Contract;
using Egress.Probe.Exchanges;
using Microsoft.AspNetCore.Http;

namespace Egress.Probe.Tests;

public sealed class FunctionTests : IAsyncLifetime
{
    private readonly ApiKey _key = ApiKey.Draw();
    private string _content = "";
    private GatewayFake _gateway = null!;
    private LoopbackServer _secrets = null!;

    public async ValueTask InitializeAsync()
    {
        _content = $$"""{"schema":1,"consumer":"app","apiKey":"{{_key.Value}}"}""";
        _gateway = await GatewayFake.StartAsync();
        _secrets = await LoopbackServer.StartAsync(AnswerSecretAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _secrets.DisposeAsync();
    }

    [Fact]
    public async Task The_named_version_is_read_and_proved()
    {
        _gateway.Grant("a_com", _key);

        var report = await InvokeAsync("""{"secretId":"arn:x","versionId":"v7","upstreams":["a.com"],"mode":"accept","attempts":3,"intervalMs":1}""");

        Assert.Equal("v7", (string?)report["versionId"]);
        Assert.Equal(3, (int?)report["upstreams"]![0]!["run"]);
    }

    [Fact]
    public async Task Without_a_version_the_current_one_is_read()
    {
        var report = await InvokeAsync("""{"secretId":"arn:x","upstreams":["a.com"],"mode":"reject"}""");

        Assert.Equal("AWSCURRENT's", (string?)report["versionId"]);
        Assert.Equal(1, (int?)report["upstreams"]![0]!["refusals"]);
    }

    [Fact]
    public async Task The_negative_control_reads_no_secret()
    {
        _content = "not to be read";

        var report = await InvokeAsync("""{"upstreams":["a.com"],"mode":"control"}""");

        Assert.Null(report["versionId"]);
        Assert.Equal(1, (int?)report["upstreams"]![0]!["refusals"]);
    }

    [Fact]
    public async Task No_value_comes_back()
    {
        _gateway.Grant("a_com", _key);

        var report = await InvokeAsync("""{"secretId":"arn:x","versionId":"v7","upstreams":["a.com","b.com"],"attempts":2}""");

        Assert.DoesNotContain(_key.Value, report.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Raw_exchanges_use_the_versions_key_and_do_not_tell_it()
    {
        _gateway.Grant("a_com", _key);
        var request = Convert.ToBase64String(Encoding.ASCII.GetBytes("GET /a_com/-/probe HTTP/1.1\r\nHost: {{host}}\r\nx-api-key: {{key}}\r\nConnection: close\r\n\r\n"));

        var report = await InvokeAsync($$"""{"secretId":"arn:x","mode":"exchange","exchanges":[{"request":"{{request}}"}]}""");

        var answer = Encoding.ASCII.GetString(Convert.FromBase64String((string)report["answers"]![0]!["answer"]!));
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("x-egress-probe: {{mark}}\r\n", answer, StringComparison.Ordinal);
        Assert.Equal("Closed", (string?)report["answers"]![0]!["end"]);
        Assert.DoesNotContain(_key.Value, report.ToJsonString() + answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"upstreams":["a.com"],"mode":"prove"}""")]
    [InlineData("""{"secretId":"arn:x","upstreams":["a.com"],"apiKey":"sesame-sesame-sesame-sesame-sesame"}""")]
    [InlineData("""{"secretId":"arn:x","upstreams":["../x"]}""")]
    [InlineData("""{"secretId":"arn:x","mode":"exchange","exchanges":[{"request":"R0VUIA==","host":"sesame"}]}""")]
    [InlineData("""{"secretId":"arn:x","mode":"exchange","exchanges":[{"request":"sesame!"}]}""")]
    public async Task An_event_that_is_no_request_is_refused_unquoted(string json)
    {
        var failure = await Assert.ThrowsAsync<ProbeRefusedException>(() => InvokeAsync(json));

        Assert.DoesNotContain("sesame", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_gateway.Requests);
    }

    [Fact]
    public async Task A_malformed_secret_is_refused_unquoted()
    {
        _content = $$"""{"key":"{{_key.Value}}"}""";

        var failure = await Assert.ThrowsAsync<ProbeRefusedException>(() => InvokeAsync("""{"secretId":"arn:x","versionId":"v7","upstreams":["a.com"]}"""));

        Assert.Contains("Version v7 has no member apiKey", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_key.Value, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task N14_a_missing_permission_is_named()
    {
        _content = "denied";

        var failure = await Assert.ThrowsAsync<ProbeRefusedException>(() => InvokeAsync("""{"secretId":"arn:x","versionId":"v7","upstreams":["a.com"]}"""));

        Assert.Contains("AccessDeniedException; expected the permission secretsmanager:GetSecretValue", failure.Message, StringComparison.Ordinal);
    }

    private async Task<JsonNode> InvokeAsync(string json)
    {
        using var client = new AmazonSecretsManagerClient(new BasicAWSCredentials("a", "b"), new AmazonSecretsManagerConfig { ServiceURL = _secrets.Url, MaxErrorRetry = 0 });
        var function = new Function(new KeyReader(client, TimeProvider.System), new Prober(_gateway.Options, TimeProvider.System), new Exchanger(_gateway.Options, TimeProvider.System), TimeProvider.System);
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(json));
        using var output = await function.HandleAsync(input, new Context());
        return JsonNode.Parse(output)!;
    }

    private async Task AnswerSecretAsync(HttpContext context)
    {
        var asked = (await JsonNode.ParseAsync(context.Request.Body))!;
        context.Response.ContentType = "application/x-amz-json-1.1";
        if (_content == "denied")
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync("""{"__type":"AccessDeniedException","Message":"no"}""");
            return;
        }

        var version = (string?)asked["VersionId"] ?? $"{(string?)asked["VersionStage"]}'s";
        await context.Response.WriteAsync(new JsonObject { ["VersionId"] = version, ["SecretString"] = _content }.ToJsonString());
    }

    private sealed class Context : ILambdaContext
    {
        public string AwsRequestId => "r";
        public IClientContext ClientContext => null!;
        public string FunctionName => "probe";
        public string FunctionVersion => "1";
        public ICognitoIdentity Identity => null!;
        public string InvokedFunctionArn => "arn";
        public ILambdaLogger Logger => null!;
        public string LogGroupName => "g";
        public string LogStreamName => "s";
        public int MemoryLimitInMB => 512;
        public TimeSpan RemainingTime => TimeSpan.FromSeconds(60);
    }
}
