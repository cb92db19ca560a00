using System.Globalization;
using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Egress.Admin.Calls;

/// <summary>What went wrong with one attempt of a call, and what may be done about it.</summary>
internal sealed record CallFailure(Remedy Remedy, string? Code, TimeSpan? RetryAfter, string Detail)
{
    /// <summary>
    /// Decides on the error type: a 429 is TooManyRequests (wait) or LimitExceeded (the account is full; waiting is vain).
    /// Null when the exception is not a failed call.
    /// </summary>
    public static CallFailure? Of(Exception exception, DateTimeOffset now) => exception switch
    {
        AmazonServiceException { ErrorCode: { Length: > 0 } code } answer => new(RemedyOf(code, answer.StatusCode), code, RetryAfterOf(answer, now), answer.Message),
        AmazonServiceException { StatusCode: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError } answer =>
            new(Remedy.None, $"HTTP {(int)answer.StatusCode}", null, answer.Message),
        AmazonServiceException or AmazonClientException or HttpRequestException or IOException or OperationCanceledException or TimeoutException =>
            new(Remedy.ReadAgain, null, RetryAfterOf(exception, now), $"{exception.GetType().Name}: {exception.Message}"),
        _ => null,
    };

    private static Remedy RemedyOf(string code, HttpStatusCode status) => code switch
    {
        "TooManyRequestsException" or "ThrottlingException" or "Throttling" or "RequestLimitExceeded" or "ServiceUnavailableException" => Remedy.Wait,
        "LimitExceededException" => Remedy.None,
        "ResourceNotReadyException" or "ENINotReadyException" => Remedy.None, // a sleeping function: waking it takes longer than these attempts
        "InternalServiceError" or "RequestTimeout" or "RequestTimeoutException" => Remedy.ReadAgain,
        _ => status >= HttpStatusCode.InternalServerError ? Remedy.ReadAgain : Remedy.None,
    };

    // The SDK's RetryAfterSeconds reads a JSON member that no service sends; the header is to be had from the inner exception only.
    private static TimeSpan? RetryAfterOf(Exception exception, DateTimeOffset now)
    {
        var header = (exception.InnerException as HttpErrorResponseException)?.Response?.GetHeaderValue("Retry-After");
        if (int.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(seconds);
        }

        return DateTimeOffset.TryParse(header, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) && date > now ? date - now : null;
    }
}
