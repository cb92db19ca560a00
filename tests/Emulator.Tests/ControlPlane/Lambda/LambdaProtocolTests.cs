using System.Collections.Concurrent;
using System.Text;
using Egress.Emulator.ControlPlane;
using Egress.Emulator.ControlPlane.Lambda;
using Egress.Emulator.Functions;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.Lambda;

/// <summary>Statuses and shapes as recorded from AWS (LocalStack's validated test_lambda, test_lambda_api).</summary>
public sealed class LambdaProtocolTests
{
    private const string Arn = "arn:aws:lambda:us-east-1:123456789012:function:echo";

    [Theory]
    [InlineData("echo")]
    [InlineData("echo:$LATEST")]
    [InlineData("123456789012:function:echo")]
    [InlineData(Arn)]
    [InlineData(Arn + ":$LATEST")]
    public async Task A_function_is_invoked_by_name_or_arn(string name)
    {
        await using var plane = Plane();

        var answer = await InvokeAsync(plane, Uri.EscapeDataString(name), """{"n":1}""");

        Assert.Equal((200, """{"n":1}""", "$LATEST", ""), (answer.Status, answer.Body, answer.Header("X-Amz-Executed-Version"), answer.Header("X-Amz-Function-Error")));
    }

    [Theory]
    [InlineData("no such function", "nobody", "", "arn:aws:lambda:us-east-1:123456789012:function:nobody:$LATEST")]
    [InlineData("no such version", "echo", "?Qualifier=7", Arn + ":7")]
    public async Task A_function_that_is_not_there_is_not_found(string because, string name, string query, string arn)
    {
        await using var plane = Plane();

        var missing = await InvokeAsync(plane, name + query, "{}", path: $"/2015-03-31/functions/{name}/invocations{query}");

        Assert.True((missing.Status, missing.ErrorType) == (404, "ResourceNotFoundException"), because);
        Assert.Equal($$"""{"Message":"Function not found: {{arn}}","Type":"User"}""", missing.Body);
    }

    [Fact]
    public async Task A_failed_function_is_a_success_of_the_call()
    {
        await using var plane = Plane();

        var failed = await InvokeAsync(plane, "echo", "\"fail\"");

        Assert.Equal((200, "Unhandled", """{"errorType":"Boom","errorMessage":"as asked"}"""), (failed.Status, failed.Header("X-Amz-Function-Error"), failed.Body));
    }

    [Fact]
    public async Task The_log_is_answered_on_demand()
    {
        await using var plane = Plane();

        var with = await InvokeAsync(plane, "echo", "{}", headers: new() { ["X-Amz-Log-Type"] = "Tail" });
        var without = await InvokeAsync(plane, "echo", "{}");

        Assert.Equal("tail\n", Encoding.UTF8.GetString(Convert.FromBase64String(with.Header("X-Amz-Log-Result"))));
        Assert.Equal("", without.Header("X-Amz-Log-Result"));
    }

    [Fact]
    public async Task A_dry_run_runs_nothing()
    {
        var calls = 0;
        await using var plane = Plane(() => calls++);

        var dry = await InvokeAsync(plane, "echo", "{}", headers: new() { ["X-Amz-Invocation-Type"] = "DryRun" });

        Assert.Equal((204, "", 0), (dry.Status, dry.Body, calls));
    }

    [Fact(Timeout = 20_000)]
    public async Task An_event_is_accepted_before_it_runs()
    {
        using var mayRun = new SemaphoreSlim(0);
        var (order, ran) = (new ConcurrentQueue<string>(), new TaskCompletionSource());
        await using var plane = Plane(() =>
        {
            mayRun.Wait(TimeSpan.FromSeconds(5));
            order.Enqueue("ran");
            ran.SetResult();
        });

        var accepted = await InvokeAsync(plane, "echo", "{}", headers: new() { ["X-Amz-Invocation-Type"] = "Event" });
        order.Enqueue("accepted");
        mayRun.Release();
        await ran.Task;

        Assert.Equal((202, ""), (accepted.Status, accepted.Body));
        Assert.Equal(["accepted", "ran"], order);
    }

    [Fact]
    public async Task The_queue_of_events_has_an_end()
    {
        await using var plane = Plane(() => throw Throttled());

        for (var accepted = 0; accepted < AsyncInvocations.MaxWaiting; accepted++)
        {
            Assert.Equal(202, (await InvokeAsync(plane, "echo", "{}", headers: new() { ["X-Amz-Invocation-Type"] = "Event" })).Status);
        }

        var refused = await InvokeAsync(plane, "echo", "{}", headers: new() { ["X-Amz-Invocation-Type"] = "Event" });
        Assert.Equal((429, "TooManyRequestsException"), (refused.Status, refused.ErrorType));
    }

    [Theory]
    [InlineData("no JSON", "{", 400, "InvalidRequestContentException")]
    [InlineData("two documents", "{}{}", 400, "InvalidRequestContentException")]
    [InlineData("bytes that are no text", "\"n\u0087r\"", 400, "InvalidRequestContentException")]
    public async Task A_payload_that_is_not_json_is_refused(string because, string payload, int status, string errorType)
    {
        await using var plane = Plane();

        var refused = await plane.SendAsync("POST", "/2015-03-31/functions/echo/invocations", Encoding.Latin1.GetBytes(payload), []);

        Assert.True((refused.Status, refused.ErrorType) == (status, errorType), because);
        Assert.StartsWith("""{"Type":"User","message":"Could not parse request body into json: Could not parse payload into json: """, refused.Body);
    }

    [Fact]
    public async Task A_type_that_is_none_is_refused_by_the_front_end()
    {
        await using var plane = Plane();

        var refused = await InvokeAsync(plane, "echo", "{}", headers: new() { ["X-Amz-Invocation-Type"] = "Sync", ["X-Amz-Log-Type"] = "Head" });

        Assert.Equal((400, "ValidationException"), (refused.Status, refused.ErrorType));
        Assert.Equal(
            "2 validation errors detected: Value 'Sync' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [Event, RequestResponse, DryRun]; "
            + "Value 'Head' at 'logType' failed to satisfy constraint: Member must satisfy enum value set: [None, Tail]",
            refused.Text("message"));
    }

    [Fact]
    public async Task A_refusal_for_want_of_places_says_which()
    {
        await using var plane = Plane(() => throw LambdaErrors.TooManyAtOnce(isReserved: true));

        Assert.Equal("""{"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."}""", (await InvokeAsync(plane, "echo", "{}")).Body);
    }

    [Theory]
    [InlineData("6 MB are allowed", 6_291_456, "RequestResponse", 200)]
    [InlineData("a byte more is not", 6_291_457, "RequestResponse", 413)]
    [InlineData("an event has 1 MB", 1_048_576, "Event", 202)]
    [InlineData("and not a byte more", 1_048_577, "Event", 413)]
    public async Task A_payload_has_a_limit(string because, int bytes, string type, int status)
    {
        await using var plane = Plane();

        var answer = await InvokeAsync(plane, "echo", $"\"{new string('x', bytes - 2)}\"", headers: new() { ["X-Amz-Invocation-Type"] = type });

        Assert.True(answer.Status == status, because);
    }

    private static ControlPlaneException Throttled() => new("TooManyRequestsException", 429, "Rate Exceeded.");

    private static TestControlPlane Plane(Action? called = null)
    {
        var plane = new TestControlPlane();
        plane.Functions.Add(RotationFunction.Definition with { LogicalId = "EchoFunction", Name = "echo", Arn = Arn }, (payload, _) =>
        {
            called?.Invoke();
            return Task.FromResult(payload.Span.SequenceEqual("\"fail\""u8)
                ? new InvocationResult("""{"errorType":"Boom","errorMessage":"as asked"}"""u8.ToArray(), "Unhandled", "tail\n")
                : new InvocationResult(payload, null, "tail\n"));
        });
        return plane;
    }

    private static Task<TestAnswer> InvokeAsync(TestControlPlane plane, string name, string payload, Dictionary<string, string>? headers = null, string? path = null) =>
        plane.SendAsync("POST", path ?? $"/2015-03-31/functions/{name}/invocations", payload, headers ?? []);
}
