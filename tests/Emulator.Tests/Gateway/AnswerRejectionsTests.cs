using System.Text;
using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway;

public sealed class AnswerRejectionsTests
{
    private static readonly string[] HeaderNames = ["Connection", "Content-Length", "Content-Type", "Date", "x-amz-apigw-id", "x-amzn-ErrorType", "x-amzn-RequestId"];

    public static TheoryData<string> Types => [.. RejectionTriggers.All.Keys];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Each_type_answers_its_own_bytes(string type)
    {
        var trigger = RejectionTriggers.All[type];
        await using var gateway = await GatewayBench.StartAsync(trigger.Setup);

        var answer = await trigger.CallAsync(gateway);

        Assert.Equal(trigger.StatusCode, answer.StatusCode);
        Assert.Equal(trigger.Body, answer.Text);
        Assert.Equal(trigger.ErrorType, answer.Header("x-amzn-ErrorType"));
        Assert.Equal("application/json", answer.Header("Content-Type"));
        Assert.Equal($"{Encoding.UTF8.GetByteCount(trigger.Body)}", answer.Header("Content-Length"));
        Assert.Equal(HeaderNames, answer.Headers.Select(line => line.Name).Order(StringComparer.OrdinalIgnoreCase));
        Assert.True(Guid.TryParseExact(answer.Header("x-amzn-RequestId"), "D", out _));
        Assert.EndsWith("=", answer.Header("x-amz-apigw-id"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_HEAD_has_the_same_headers_and_a_length_of_zero(string type)
    {
        var trigger = RejectionTriggers.All[type];
        await using var gateway = await GatewayBench.StartAsync(trigger.Setup);

        var answer = await trigger.CallAsync(gateway, "HEAD");

        Assert.Equal(trigger.StatusCode, answer.StatusCode);
        Assert.Equal("0", answer.Header("Content-Length"));
        Assert.Equal(trigger.ErrorType, answer.Header("x-amzn-ErrorType"));
        Assert.Equal(HeaderNames, answer.Headers.Select(line => line.Name).Order(StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("INVALID_API_KEY", 23)]
    [InlineData("QUOTA_EXCEEDED", 28)]
    [InlineData("THROTTLED", 31)]
    [InlineData("MISSING_AUTHENTICATION_TOKEN", 42)]
    [InlineData("API_CONFIGURATION_ERROR", 36)]
    [InlineData("INTEGRATION_TIMEOUT", 41)]
    [InlineData("INTEGRATION_FAILURE", 56)]
    public void Bodies_have_the_lengths_that_were_measured(string type, int bytes) => Assert.Equal(bytes, RejectionTriggers.All[type].Body.Length);

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_customised_type_keeps_its_error_type_and_takes_nothing_from_the_default(string type)
    {
        var trigger = RejectionTriggers.All[type];
        var own = new GatewayResponse("418", Headers("x-own", "context.error.responseType"), new Dictionary<string, string> { ["text/plain"] = "say $context.error.message|$context.error.messageString" });
        await using var gateway = await GatewayBench.StartAsync(trigger.Customised(Responses((type, own), ("DEFAULT_4XX", Default()), ("DEFAULT_5XX", Default()))));

        var answer = await trigger.CallAsync(gateway);

        var message = System.Text.Json.Nodes.JsonNode.Parse(trigger.Body)!.AsObject().Single().Value!.GetValue<string>();
        Assert.Equal(418, answer.StatusCode);
        Assert.Equal(trigger.ErrorType, answer.Header("x-amzn-ErrorType"));
        Assert.Equal($"say {message}|\"{message}\"", answer.Text);
        Assert.Equal("text/plain", answer.Header("Content-Type"));
        Assert.Equal(type, answer.Header("x-own"));
        Assert.Null(answer.Header("x-default"));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_type_without_customisation_takes_the_default_s_status_headers_and_template(string type)
    {
        var trigger = RejectionTriggers.All[type];
        var (taken, other) = trigger.StatusCode < 500 ? ("DEFAULT_4XX", "DEFAULT_5XX") : ("DEFAULT_5XX", "DEFAULT_4XX");
        await using var gateway = await GatewayBench.StartAsync(trigger.Customised(Responses((taken, Default()), (other, Default() with { StatusCode = "599" }))));

        var answer = await trigger.CallAsync(gateway);

        Assert.Equal(499, answer.StatusCode);
        Assert.Equal("d", answer.Header("x-default"));
        Assert.Equal($$"""{"type":"{{type}}"}""", answer.Text);
        Assert.Equal(trigger.ErrorType, answer.Header("x-amzn-ErrorType"));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_header_alone_changes_neither_status_nor_a_byte_of_the_body(string type)
    {
        var trigger = RejectionTriggers.All[type];
        await using var gateway = await GatewayBench.StartAsync(trigger.Customised(Responses((type, new GatewayResponse(null, Headers("x-egress-error", "'mark'"), new Dictionary<string, string>())))));

        var answer = await trigger.CallAsync(gateway);

        Assert.Equal(trigger.StatusCode, answer.StatusCode);
        Assert.Equal(trigger.Body, answer.Text);
        Assert.Equal("mark", answer.Header("x-egress-error"));
    }

    [Theory]
    [InlineData("413 text", "POST", "/test/x", 10_485_761, 413)]
    [InlineData("no such stage", "GET", "/other/x", 0, 403)]
    [InlineData("a lone percent sign", "GET", "/test/x?a=%", 0, 400)]
    public async Task What_is_refused_before_the_stage_is_known_cannot_be_customised(string because, string method, string target, int bodyBytes, int status)
    {
        var trigger = RejectionTriggers.All["INVALID_API_KEY"];
        await using var gateway = await GatewayBench.StartAsync(trigger.Customised(Responses(
            ("DEFAULT_4XX", Default()), ("INVALID_API_KEY", Default()), ("REQUEST_TOO_LARGE", Default()), ("BAD_REQUEST_PARAMETERS", Default()))));

        var answer = await gateway.SendAsync(GatewayBench.Head(method, target, $"Content-Length: {bodyBytes}"), new byte[bodyBytes]);

        Assert.True(answer.StatusCode == status, because);
        Assert.Null(answer.Header("x-default"));
    }

    [Theory]
    [InlineData("UNSUPPORTED_MEDIA_TYPE", "X15", "Y")]
    [InlineData("INTEGRATION_FAILURE", "X", "Y04")]
    [InlineData("INTEGRATION_TIMEOUT", "X", "Y04")]
    public async Task Unrecorded_error_types_are_switches(string type, string of415, string of504)
    {
        var trigger = RejectionTriggers.All[type];
        var switches = new GatewaySwitches { UnsupportedMediaTypeErrorType = of415, GatewayTimeoutErrorType = of504 };
        await using var gateway = await GatewayBench.StartAsync(trigger.Setup with { Switches = switches });

        Assert.Equal(trigger.StatusCode == 415 ? of415 : of504, (await trigger.CallAsync(gateway)).Header("x-amzn-ErrorType"));
    }

    private static GatewayResponse Default() => new("499", Headers("x-default", "'d'"), new Dictionary<string, string> { ["application/json"] = """{"type":"$context.error.responseType"}""" });

    private static Dictionary<string, string> Headers(string name, string source) => new() { [$"gatewayresponse.header.{name}"] = source };

    private static Dictionary<string, GatewayResponse> Responses(params (string Type, GatewayResponse Response)[] responses) => responses.ToDictionary(entry => entry.Type, entry => entry.Response);
}
