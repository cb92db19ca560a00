using System.Net;
using Amazon.APIGateway;
using Amazon.APIGateway.Model;
using Amazon.Runtime;
using Egress.StandIns.Tests.Wire;
using Xunit;

namespace Egress.StandIns.Tests.APIGateway;

public sealed class FaultTests
{
    [Theory]
    [InlineData(400, "BadRequestException", typeof(BadRequestException))]
    [InlineData(401, "UnauthorizedException", typeof(UnauthorizedException))]
    [InlineData(404, "NotFoundException", typeof(NotFoundException))]
    [InlineData(409, "ConflictException", typeof(ConflictException))]
    [InlineData(429, "LimitExceededException", typeof(LimitExceededException))]
    [InlineData(429, "TooManyRequestsException", typeof(TooManyRequestsException))]
    [InlineData(403, "AccessDeniedException", typeof(AmazonAPIGatewayException))]
    public async Task The_error_type_header_decides_on_the_exception(int status, string code, Type type)
    {
        await using var service = (await AwsService.StartAsync()).Answers(status, """{"message":"because"}""", ("x-amzn-ErrorType", $"{code}:http://internal.amazon.com/"));
        using var client = service.ApiGateway();

        var exception = await Assert.ThrowsAnyAsync<AmazonAPIGatewayException>(() => client.CreateApiKeyAsync(new CreateApiKeyRequest(), TestContext.Current.CancellationToken));

        Assert.Equal(type, exception.GetType());
        Assert.Equal((code, (HttpStatusCode)status, "because"), (exception.ErrorCode, exception.StatusCode, exception.Message));
        Assert.Equal(("request-1", ErrorType.Unknown), (exception.RequestId, exception.ErrorType));
    }

    [Fact]
    public async Task A_code_that_the_operation_does_not_document_has_no_type_of_its_own()
    {
        var exception = await FailAsync(409, """{"message":"because"}""", ("x-amzn-ErrorType", "ConflictException"));

        Assert.Equal(typeof(AmazonAPIGatewayException), exception.GetType());
        Assert.Equal("ConflictException", exception.ErrorCode);
    }

    [Fact]
    public async Task Seconds_to_wait_are_read_from_the_body_and_not_from_the_header()
    {
        var fromHeader = await FailAsync(429, """{"message":"slow down"}""", ("x-amzn-ErrorType", "TooManyRequestsException"), ("Retry-After", "7"));
        var fromBody = await FailAsync(429, """{"message":"slow down","Retry-After":"8"}""", ("x-amzn-ErrorType", "TooManyRequestsException"));

        Assert.Null(Assert.IsType<TooManyRequestsException>(fromHeader).RetryAfterSeconds);
        Assert.Equal("8", Assert.IsType<TooManyRequestsException>(fromBody).RetryAfterSeconds);
    }

    [Theory]
    [InlineData("a page of a proxy", "no JSON here")]
    [InlineData("a list", "[1]")]
    [InlineData("nothing", "")]
    public async Task An_answer_that_is_no_error_document_is_an_error_without_a_code(string because, string body)
    {
        var exception = await FailAsync(502, body);

        Assert.True(exception.ErrorCode is null, because);
        Assert.Equal(HttpStatusCode.BadGateway, exception.StatusCode);
        Assert.StartsWith("The service returned an error", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a throttled call is repeated", 429, "TooManyRequestsException", 2, 3)]
    [InlineData("the SDK takes a full account for throttling", 429, "LimitExceededException", 2, 3)]
    [InlineData("a failing server may recover", 500, "Whatever", 2, 3)]
    [InlineData("a client may refuse to retry", 429, "TooManyRequestsException", 0, 1)]
    [InlineData("a bad request stays bad", 400, "BadRequestException", 2, 1)]
    public async Task An_attempt_is_repeated_as_the_real_core_does(string because, int status, string code, int retries, int attempts)
    {
        await using var service = await AwsService.StartAsync();
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            service.Answers(status, "{}", ("x-amzn-ErrorType", code));
        }

        using var client = service.ApiGateway(retries);
        await Assert.ThrowsAnyAsync<AmazonAPIGatewayException>(() => client.GetApiKeyAsync(new GetApiKeyRequest { ApiKey = "k" }, TestContext.Current.CancellationToken));

        Assert.True(attempts == service.Requests.Count, $"{because}: {service.Requests.Count} attempts");
    }

    [Fact]
    public async Task A_refused_connection_is_no_exception_of_Amazons()
    {
        var service = await AwsService.StartAsync();
        using var client = service.ApiGateway();
        await service.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetApiKeyAsync(new GetApiKeyRequest { ApiKey = "k" }, TestContext.Current.CancellationToken));
    }

    private static async Task<AmazonAPIGatewayException> FailAsync(int status, string body, params (string Name, string Value)[] headers)
    {
        await using var service = (await AwsService.StartAsync()).Answers(status, body, headers);
        using var client = service.ApiGateway();
        return await Assert.ThrowsAnyAsync<AmazonAPIGatewayException>(() => client.GetApiKeyAsync(new GetApiKeyRequest { ApiKey = "k" }, TestContext.Current.CancellationToken));
    }
}
