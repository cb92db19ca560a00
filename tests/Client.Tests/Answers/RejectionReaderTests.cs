using System.Net;
using Egress.Testing.Wire;

namespace Egress.Client.Tests.Answers;

public sealed class RejectionReaderTests
{
    private const string Forbidden = "Content-Type: application/json\r\nContent-Length: 23\r\nConnection: keep-alive\r\nx-amzn-ErrorType: ForbiddenException\r\n";
    private const string Ids = "Date: Sat, 21 Nov 2026 02:00:00 GMT\r\nx-amzn-RequestId: 2c7ec7f2-1d0c-4b8e-9d0f-6a4f0c4f8a11\r\nx-amz-apigw-id: AbCdEfGhIjKlMnO=\r\n";
    private const string ForbiddenBody = "\r\n{\"message\":\"Forbidden\"}";

    public static TheoryData<int, string, EgressReason, bool> Marked => new()
    {
        { 403, "INVALID_API_KEY", EgressReason.KeyRejected, false },
        { 403, "ACCESS_DENIED", EgressReason.PolicyDenied, false },
        { 403, "WAF_FILTERED", EgressReason.PolicyDenied, false },
        { 403, "MISSING_AUTHENTICATION_TOKEN", EgressReason.RouteMissing, false },
        { 404, "RESOURCE_NOT_FOUND", EgressReason.RouteMissing, false },
        { 400, "BAD_REQUEST_PARAMETERS", EgressReason.InvalidRequest, false },
        { 400, "BAD_REQUEST_BODY", EgressReason.InvalidRequest, false },
        { 413, "REQUEST_TOO_LARGE", EgressReason.RequestTooLarge, false },
        { 415, "UNSUPPORTED_MEDIA_TYPE", EgressReason.UnsupportedContentEncoding, false },
        { 429, "THROTTLED", EgressReason.Throttled, true },
        { 429, "QUOTA_EXCEEDED", EgressReason.QuotaExceeded, false },
        { 500, "API_CONFIGURATION_ERROR", EgressReason.UpstreamTls, false },
        { 504, "INTEGRATION_FAILURE", EgressReason.UpstreamUnreachable, true },
        { 504, "INTEGRATION_TIMEOUT", EgressReason.UpstreamTimeout, true },
        { 500, "AUTHORIZER_FAILURE", EgressReason.Other, false },
    };

    public static TheoryData<string, string> TheUpstreamsOwn => new()
    {
        { "C-90: its own 403", "HTTP/1.1 403 X\r\n" + Ids + "x-amzn-Remapped-Date: x\r\nContent-Length: 2\r\n\r\nno" },
        { "C-92: its own 429, with what it says of a later try", "HTTP/1.1 429 X\r\n" + Ids + "Retry-After: 7\r\nContent-Length: 2\r\n\r\nno" },
        { "its own 504", "HTTP/1.1 504 X\r\n" + Ids + "Content-Length: 2\r\n\r\nno" },
        { "its own 413, which has request ids", "HTTP/1.1 413 X\r\n" + Ids + "Content-Length: 2\r\n\r\nno" },
        { "a forged mark", "HTTP/1.1 403 X\r\n" + Ids + "x-egress-error: guess INVALID_API_KEY\r\nContent-Length: 2\r\n\r\nno" },
        { "a mark with something behind it", "HTTP/1.1 403 X\r\n" + Ids + $"x-egress-error: {FakeGateway.Mark}x INVALID_API_KEY\r\nContent-Length: 2\r\n\r\nno" },
        { "the beginning of a mark", "HTTP/1.1 403 X\r\n" + Ids + $"x-egress-error: {FakeGateway.Mark[..^1]} INVALID_API_KEY\r\nContent-Length: 2\r\n\r\nno" },
        { "two marks, one of them a guess", "HTTP/1.1 403 X\r\n" + Ids + "x-egress-error: guess THROTTLED\r\nx-egress-error: guess2 THROTTLED\r\nContent-Length: 2\r\n\r\nno" },
        { "a forged error type, behind which the upstream's date shows", "HTTP/1.1 403 X\r\n" + Ids + "x-amzn-Remapped-Date: x\r\n" + Forbidden + ForbiddenBody },
        { "a forged error type with a header of its own", "HTTP/1.1 403 X\r\n" + Ids + "X-Powered-By: x\r\n" + Forbidden + ForbiddenBody },
        { "a forged error type with another body of the same length", "HTTP/1.1 403 X\r\n" + Ids + Forbidden + "\r\n{\"message\":\"forbidden\"}" },
        { "a forged error type in a streamed answer", "HTTP/1.1 403 X\r\n" + Ids + "x-amzn-ErrorType: ForbiddenException\r\nTransfer-Encoding: chunked\r\n\r\n17\r\n{\"message\":\"Forbidden\"}\r\n0\r\n\r\n" },
        { "a forged mark on a success", "HTTP/1.1 200 X\r\n" + Ids + $"x-egress-error: {FakeGateway.Mark} THROTTLED\r\nContent-Length: 2\r\n\r\nno" },
    };

    [Theory]
    [MemberData(nameof(Marked))]
    public async Task C81_C90_C92_C93_a_marked_rejection_is_one_exception_with_its_reason(int status, string type, EgressReason reason, bool canRetryHelp)
    {
        await using var gateway = new FakeGateway();
        gateway.Always(Replies.Rejection(FakeGateway.Mark, status, type));
        using var client = Given.Client(gateway);

        var rejection = await Assert.ThrowsAsync<EgressException>(() => client.GetAsync("https://api.openai.com/", Given.Cancellation));

        Assert.Equal((reason, (HttpStatusCode?)status, canRetryHelp), (rejection.Reason, rejection.StatusCode, rejection.CanRetryHelp));
        Assert.Equal(("api.openai.com", "2c7ec7f2-1d0c-4b8e-9d0f-6a4f0c4f8a11"), (rejection.Upstream, rejection.GatewayRequestId));
        Assert.Contains("Expected", rejection.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeGateway.Mark, rejection.ToString(), StringComparison.Ordinal);
        Assert.Single(gateway.Requests);
    }

    [Theory]
    [MemberData(nameof(TheUpstreamsOwn))]
    public async Task The_upstreams_own_answer_is_returned_as_it_is(string because, string answer)
    {
        await using var gateway = new FakeGateway();
        gateway.Always(Replies.Raw(answer));
        using var client = Given.Client(gateway);

        using var response = await client.GetAsync("https://api.openai.com/", Given.Cancellation);

        var body = await response.Content.ReadAsStringAsync(Given.Cancellation);
        Assert.True(answer.StartsWith($"HTTP/1.1 {(int)response.StatusCode} ", StringComparison.Ordinal) && answer.Contains(body, StringComparison.Ordinal), because);
        Assert.Single(gateway.Requests);
    }

    [Theory]
    [InlineData("no stage of this name", "HTTP/1.1 403 X\r\n" + Ids + Forbidden + ForbiddenBody, EgressReason.UnknownUpstream)]
    [InlineData("C-71: the front end's 413", "HTTP/1.1 413 X\r\ncontent-type: text; charset=utf-8\r\nContent-Length: 44\r\n\r\nHTTP content length exceeded 10485760 bytes.", EgressReason.RequestTooLarge)]
    [InlineData("the front end's 414", "HTTP/1.1 414 X\r\nContent-Length: 34\r\n\r\n{\"message\":\"Request URI too long\"}", EgressReason.UriTooLong)]
    [InlineData("the front end's 431", "HTTP/1.1 431 X\r\nContent-Length: 0\r\n\r\n", EgressReason.HeadersTooLarge)]
    public async Task A_rejection_that_the_gateway_cannot_mark_is_known_by_what_it_lacks(string because, string answer, EgressReason reason)
    {
        await using var gateway = new FakeGateway();
        gateway.Always(Replies.Raw(answer));
        using var client = Given.Client(gateway);

        var rejection = await Assert.ThrowsAsync<EgressException>(() => client.GetAsync("https://api.openai.com/", Given.Cancellation));

        Assert.True(rejection.Reason == reason, $"{because}: {rejection.Reason}");
        Assert.Single(gateway.Requests);
    }

    [Theory]
    [InlineData("no stage of this name, with the length of the body that a GET would get", Forbidden, true)]
    [InlineData("no stage of this name, with no length", "Content-Length: 0\r\nx-amzn-ErrorType: ForbiddenException\r\n", true)]
    [InlineData("the upstream's own 403", "x-amzn-Remapped-Date: x\r\n" + Forbidden, false)]
    [InlineData("the upstream's own 403 of another length", "Content-Length: 7\r\nx-amzn-ErrorType: ForbiddenException\r\n", false)]
    [InlineData("the upstream's own 403 without the error's type", "Content-Length: 23\r\n", false)]
    public async Task An_answer_to_HEAD_is_known_by_its_headers_alone(string because, string headers, bool isRejection)
    {
        await using var gateway = new FakeGateway();
        gateway.Always(Replies.Raw("HTTP/1.1 403 X\r\n" + Ids + headers + "\r\n"));
        using var client = Given.Client(gateway);
        using var request = new HttpRequestMessage(HttpMethod.Head, "https://api.openai.com/");

        var rejection = await Record.ExceptionAsync(async () => (await client.SendAsync(request, Given.Cancellation)).Dispose());

        Assert.True(isRejection ? rejection is EgressException { Reason: EgressReason.UnknownUpstream } : rejection is null, $"{because}: {rejection}");
    }
}
