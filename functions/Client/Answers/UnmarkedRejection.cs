using System.Net;

namespace Egress.Client.Answers;

/// <summary>
/// The rejections that the gateway makes before it knows the stage, and so without the mark.
/// Its front end's limits are known by the absence of request ids, which every other answer has, an upstream's included.
/// The 403 of an unknown stage is known by its exact bytes and the absence of anything that came from an upstream; to HEAD, which gets no bytes, by that absence alone.
/// </summary>
internal static class UnmarkedRejection
{
    private const string Forbidden = """{"message":"Forbidden"}""";

    public static async ValueTask<EgressReason?> ReasonAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!HasRequestId(response))
        {
            return response.StatusCode switch
            {
                HttpStatusCode.RequestEntityTooLarge => EgressReason.RequestTooLarge,
                HttpStatusCode.RequestUriTooLong => EgressReason.UriTooLong,
                HttpStatusCode.RequestHeaderFieldsTooLarge => EgressReason.HeadersTooLarge,
                HttpStatusCode.BadRequest => EgressReason.InvalidRequest,
                _ => null,
            };
        }

        if (response.StatusCode != HttpStatusCode.Forbidden || !LooksLikeForbidden(response))
        {
            return null;
        }

        if (IsToHead(response))
        {
            return EgressReason.UnknownUpstream;
        }

        await response.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false) == Forbidden ? EgressReason.UnknownUpstream : null;
    }

    private static bool HasRequestId(HttpResponseMessage response) =>
        response.Headers.NonValidated.Contains(RemappedHeaders.GatewayRequestId) || response.Headers.NonValidated.Contains("x-amz-apigw-id");

    /// <summary>Of the error's own headers only: one more means that an upstream had a hand in it.</summary>
    private static bool LooksLikeForbidden(HttpResponseMessage response)
    {
        foreach (var header in response.Headers.NonValidated)
        {
            var isExpected = header.Key.ToUpperInvariant() switch
            {
                "X-AMZN-ERRORTYPE" => header.Value.ToString() == "ForbiddenException",
                "DATE" or "SERVER" or "CONNECTION" or "X-AMZN-REQUESTID" or "X-AMZ-APIGW-ID" => true,
                _ => false,
            };
            if (!isExpected)
            {
                return false;
            }
        }

        var length = response.Content.Headers.ContentLength;
        return response.Headers.NonValidated.Contains("x-amzn-ErrorType") && (length == Forbidden.Length || (length == 0 && IsToHead(response)));
    }

    private static bool IsToHead(HttpResponseMessage response) => response.RequestMessage?.Method == HttpMethod.Head;
}
