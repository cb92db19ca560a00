using System.Text;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Egress.StandIns.Tests.Wire;
using Xunit;

namespace Egress.StandIns.Tests.Lambda;

public sealed class InvokeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_is_the_payload_and_headers()
    {
        await using var service = (await AwsService.StartAsync()).Answers(202, "");
        using var client = service.Lambda();

        await client.InvokeAsync(
            new InvokeRequest
            {
                FunctionName = "arn:aws:lambda:eu-west-1:123456789012:function:probe",
                Payload = """{"a":"é"}""",
                Qualifier = "live",
                InvocationType = InvocationType.Event,
                LogType = LogType.Tail,
                ClientContext = "{}",
            },
            Cancellation);

        var request = service.Request;
        Assert.Equal("POST /2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-west-1%3A123456789012%3Afunction%3Aprobe/invocations?Qualifier=live", request.Line);
        Assert.Equal("""{"a":"é"}""", request.Body);
        Assert.Equal(("Event", "Tail", "e30="), (request.Header("X-Amz-Invocation-Type"), request.Header("X-Amz-Log-Type"), request.Header("X-Amz-Client-Context")));
        Assert.Contains("/eu-west-1/lambda/aws4_request, ", request.Header("Authorization"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_without_payload_has_no_body()
    {
        await using var service = (await AwsService.StartAsync()).Answers(200, "{}");
        using var client = service.Lambda();

        await client.InvokeAsync(new InvokeRequest { FunctionName = "probe" }, Cancellation);

        Assert.Equal("POST /2015-03-31/functions/probe/invocations", service.Request.Line);
        Assert.Empty(service.Request.Body);
    }

    [Fact]
    public async Task A_retry_sends_the_payload_again()
    {
        await using var service = (await AwsService.StartAsync()).Answers(500, "{}").Answers(200, "{}");
        using var client = service.Lambda(retries: 1);

        await client.InvokeAsync(new InvokeRequest { FunctionName = "probe", Payload = "{}" }, Cancellation);

        Assert.Equal(["{}", "{}"], service.Requests.Select(request => request.Body));
    }

    [Fact]
    public async Task An_answer_is_the_payload_and_headers()
    {
        await using var service = (await AwsService.StartAsync())
            .Answers(200, """{"ok":true}""", ("X-Amz-Executed-Version", "7"), ("X-Amz-Log-Result", "bG9n"))
            .Answers(200, """{"errorType":"InvalidOperationException"}""", ("X-Amz-Function-Error", "Unhandled"));
        using var client = service.Lambda();

        var answer = await client.InvokeAsync(new InvokeRequest { FunctionName = "probe" }, Cancellation);
        var failure = await client.InvokeAsync(new InvokeRequest { FunctionName = "probe" }, Cancellation);

        Assert.Equal((200, "7", "bG9n", null), (answer.StatusCode, answer.ExecutedVersion, answer.LogResult, answer.FunctionError));
        Assert.Equal(("""{"ok":true}""", 0), (Encoding.UTF8.GetString(answer.Payload.ToArray()), answer.Payload.Position));
        Assert.Equal("Unhandled", failure.FunctionError);
    }

    [Theory]
    [InlineData(400, "InvalidRequestContentException", typeof(InvalidRequestContentException))]
    [InlineData(404, "ResourceNotFoundException", typeof(ResourceNotFoundException))]
    [InlineData(413, "RequestTooLargeException", typeof(RequestTooLargeException))]
    [InlineData(500, "ServiceException", typeof(ServiceException))]
    [InlineData(403, "AccessDeniedException", typeof(AmazonLambdaException))]
    public async Task The_error_type_header_decides_on_the_exception(int status, string code, Type type)
    {
        await using var service = (await AwsService.StartAsync()).Answers(status, """{"Type":"User","Message":"because"}""", ("x-amzn-ErrorType", code));
        using var client = service.Lambda();

        var exception = await Assert.ThrowsAnyAsync<AmazonLambdaException>(() => client.InvokeAsync(new InvokeRequest { FunctionName = "probe" }, Cancellation));

        Assert.Equal(type, exception.GetType());
        Assert.Equal((code, "because"), (exception.ErrorCode, exception.Message));
    }

    [Fact]
    public async Task A_throttled_call_says_why()
    {
        await using var service = (await AwsService.StartAsync())
            .Answers(
                429,
                """{"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."}""",
                ("x-amzn-ErrorType", "TooManyRequestsException"));
        using var client = service.Lambda();

        var exception = await Assert.ThrowsAsync<TooManyRequestsException>(() => client.InvokeAsync(new InvokeRequest { FunctionName = "probe" }, Cancellation));

        Assert.Equal(ThrottleReason.ReservedFunctionConcurrentInvocationLimitExceeded, exception.Reason);
        Assert.Equal(("User", null), (exception.Type, exception.RetryAfterSeconds));
    }

    [Fact]
    public void A_payload_is_text_over_a_stream()
    {
        var request = new InvokeRequest { Payload = "é", ClientContext = "{}" };

        Assert.Equal([0xC3, 0xA9], request.PayloadStream.ToArray());
        Assert.Equal(("é", "{}", "e30="), (request.Payload, request.ClientContext, request.ClientContextBase64));
        Assert.Equal((null, null), (new InvokeRequest { Payload = null }.Payload, new InvokeRequest { ClientContext = null }.ClientContext));
    }
}
