using System.Text.Json.Nodes;
using Egress.StandIns.Tests.Wire;
using Xunit;

namespace Egress.StandIns.Tests.RuntimeSupport;

public sealed class LambdaBootstrapTests
{
    [Theory]
    [InlineData("typed → typed", """{"Text":"a < b"}""")]
    [InlineData("typed → stream", """{"Text":"a < b"}""")]
    [InlineData("typed → nothing", "")]
    [InlineData("stream → typed", """{"Text":"a < b"}""")]
    [InlineData("stream → stream", """{"Text":"a < b"}""")]
    [InlineData("stream → nothing", "")]
    [InlineData("typed, context → typed", """{"Text":"a < b"}""")]
    [InlineData("typed, context → stream", """{"Text":"a < b"}""")]
    [InlineData("typed, context → nothing", "")]
    [InlineData("stream, context → typed", """{"Text":"a < b"}""")]
    [InlineData("stream, context → stream", """{"Text":"a < b"}""")]
    [InlineData("stream, context → nothing", "")]
    public async Task A_handler_of_any_shape_answers_its_event(string shape, string answer)
    {
        await using var api = await RuntimeApi.StartAsync();
        await using var function = FunctionProcess.Start(shape, api.Endpoint);

        var posted = await api.InvokeAsync("r-1", """{"do":"echo","text":"a < b"}""");

        Assert.Equal("POST /2018-06-01/runtime/invocation/r-1/response", posted.Line);
        Assert.Equal("application/json", posted.Header("Content-Type"));
        Assert.Equal(answer, posted.Body);
    }

    [Fact]
    public async Task The_context_is_what_the_headers_and_the_environment_say()
    {
        await using var api = await RuntimeApi.StartAsync();
        await using var function = FunctionProcess.Start(
            "typed, context → typed",
            api.Endpoint,
            ("AWS_LAMBDA_FUNCTION_NAME", "caller"),
            ("AWS_LAMBDA_FUNCTION_VERSION", "7"),
            ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256"),
            ("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/caller"),
            ("AWS_LAMBDA_LOG_STREAM_NAME", "stream-1"));

        var posted = await api.InvokeAsync(
            "r-1",
            """{"do":"context"}""",
            ("Lambda-Runtime-Deadline-Ms", $"{TimeProvider.System.GetUtcNow().AddMinutes(10).ToUnixTimeMilliseconds()}"),
            ("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-west-1:123456789012:function:caller"),
            ("Lambda-Runtime-Trace-Id", "Root=1-2-3"),
            ("Lambda-Runtime-Cognito-Identity", """{"cognitoIdentityId":"id-1"}"""),
            ("Lambda-Runtime-Client-Context", """{"client":{"app_title":"shop"},"custom":{"tier":"gold"}}"""));

        var report = JsonNode.Parse(posted.Body)!.AsObject();
        Assert.InRange((double)report["RemainingMilliseconds"]!, 9 * 60_000, 10 * 60_000);
        report.Remove("RemainingMilliseconds");
        var expected = JsonNode.Parse(
            """
            {"RequestId":"r-1","FunctionArn":"arn:aws:lambda:eu-west-1:123456789012:function:caller","FunctionName":"caller","FunctionVersion":"7",
             "LogGroup":"/aws/lambda/caller","LogStream":"stream-1","Memory":256,"TraceId":"Root=1-2-3","TraceVariable":"Root=1-2-3",
             "IdentityId":"id-1","ClientTitle":"shop","ClientCustom":"tier=gold"}
            """);
        Assert.True(JsonNode.DeepEquals(expected, report), report.ToJsonString());
    }

    [Fact]
    public async Task A_handler_that_throws_is_reported_and_the_next_event_taken()
    {
        await using var api = await RuntimeApi.StartAsync();
        await using var function = FunctionProcess.Start("typed, context → typed", api.Endpoint);

        var failed = await api.InvokeAsync("r-1", """{"do":"throw","text":"boom"}""");
        var next = await api.InvokeAsync("r-2", """{"do":"echo","text":"still here"}""");

        var error = JsonNode.Parse(failed.Body)!;
        Assert.Equal("POST /2018-06-01/runtime/invocation/r-1/error", failed.Line);
        Assert.Equal("application/vnd.aws.lambda.error+json", failed.Header("Content-Type"));
        Assert.Equal("InvalidOperationException", failed.Header("Lambda-Runtime-Function-Error-Type"));
        Assert.Equal("InvalidOperationException", (string?)error["errorType"]);
        Assert.Equal("boom", (string?)error["errorMessage"]);
        Assert.Contains("Function.HandleAsync", (string?)error["stackTrace"]![0], StringComparison.Ordinal);
        Assert.Equal("TimeoutException", (string?)error["cause"]!["errorType"]);
        Assert.Equal("""{"Text":"still here"}""", next.Body);
    }

    [Fact]
    public async Task An_event_that_cannot_be_read_is_an_error_of_the_invocation()
    {
        await using var api = await RuntimeApi.StartAsync();
        await using var function = FunctionProcess.Start("typed, context → typed", api.Endpoint);

        var failed = await api.InvokeAsync("r-1", "not JSON");

        var error = JsonNode.Parse(failed.Body)!;
        Assert.Equal("JsonSerializerException", (string?)error["errorType"]);
        Assert.StartsWith("Error converting the Lambda event JSON payload to type Egress.StandIns.Function.Order: ", (string?)error["errorMessage"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_the_Runtime_API_refuses_ends_the_process()
    {
        await using var api = await RuntimeApi.StartAsync();
        api.RefusePosts(413);
        await using var function = FunctionProcess.Start("typed → typed", api.Endpoint);

        await api.InvokeAsync("r-1", """{"do":"echo"}""");

        var (exitCode, error) = await function.ExitAsync();
        Assert.NotEqual(0, exitCode);
        Assert.Contains("RuntimeApiClientException", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_initializer_that_throws_is_reported_and_ends_the_process_before_any_poll()
    {
        await using var api = await RuntimeApi.StartAsync();
        await using var function = FunctionProcess.Start("typed → typed", api.Endpoint, ("INIT", "throw"));

        var posted = await api.PostedAsync("/runtime/init/error");

        Assert.NotEqual(0, (await function.ExitAsync()).ExitCode);
        Assert.Equal("no configuration", (string?)JsonNode.Parse(posted.Body)!["errorMessage"]);
        Assert.DoesNotContain(api.Requests, request => request.Method == "GET");
    }

    [Fact]
    public async Task An_initializer_that_declines_ends_the_process_quietly()
    {
        await using var api = await RuntimeApi.StartAsync();
        await using var function = FunctionProcess.Start("typed → typed", api.Endpoint, ("INIT", "decline"));

        Assert.Equal(0, (await function.ExitAsync()).ExitCode);
        Assert.Empty(api.Requests);
    }

    [Fact]
    public async Task Cancelled_it_ends_cleanly()
    {
        await using var api = await RuntimeApi.StartAsync();
        await using var function = FunctionProcess.Start("typed → typed", api.Endpoint);

        await api.InvokeAsync("r-1", """{"do":"echo"}""");
        _ = api.InvokeAsync("r-2", """{"do":"stop"}""");

        Assert.Equal(0, (await function.ExitAsync()).ExitCode);
    }
}
