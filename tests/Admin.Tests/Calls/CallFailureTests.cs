using System.Net;
using Amazon.Runtime;
using Egress.Admin.Calls;

namespace Egress.Admin.Tests.Calls;

public sealed class CallFailureTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string?, int, string> Answers => new()
    {
        { "the account is full: waiting is vain, although it is a 429", "LimitExceededException", 429, "None" },
        { "too fast: nothing was done", "TooManyRequestsException", 429, "Wait" },
        { "the other services' word for it", "ThrottlingException", 400, "Wait" },
        { "not now: nothing was done", "ServiceUnavailableException", 503, "Wait" },
        { "a bug or bad input", "BadRequestException", 400, "None" },
        { "no permission", "AccessDeniedException", 403, "None" },
        { "read and decide, not here", "ConflictException", 409, "None" },
        { "Secrets Manager broke half-way", "InternalServiceError", 500, "ReadAgain" },
        { "any 5xx may have been carried out", "SomethingNew", 502, "ReadAgain" },
        { "a 5xx without a type, too", null, 500, "ReadAgain" },
        { "a 4xx without a type was not carried out", null, 413, "None" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void A_failure_is_judged_by_its_type(string because, string? code, int status, string remedy)
    {
        var failure = CallFailure.Of(new AmazonServiceException("x", null, ErrorType.Unknown, code, "r", (HttpStatusCode)status), Now);

        Assert.True(failure?.Remedy.ToString() == remedy, because);
    }

    public static TheoryData<string, Exception> Broken => new()
    {
        { "no connection, or one that broke", new HttpRequestException("x") },
        { "half an answer", new IOException("x") },
        { "no answer in time", new TaskCanceledException("x") },
        { "an answer that cannot be read", new AmazonClientException("x") },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Without_an_answer_nobody_knows(string because, Exception exception) =>
        Assert.True(CallFailure.Of(exception, Now)?.Remedy == Remedy.ReadAgain, because);

    [Fact]
    public void A_bug_of_ours_is_no_failed_call() => Assert.Null(CallFailure.Of(new InvalidOperationException(), Now));

    [Fact]
    public void Nothing_that_could_be_a_value_is_quoted()
    {
        const string canary = "CanaryCanaryCanaryCanaryCanaryCanaryCanaryCanary";

        var failure = new CallFailedException("CreateApiKey", "BadRequestException", false, $"Value '{canary}' at 'value' is bad");

        Assert.Equal("CreateApiKey failed: BadRequestException: Value '[redacted]' at 'value' is bad", failure.Message);
    }
}
