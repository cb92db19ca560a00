namespace Egress.Emulator.Gateway.Request;

/// <summary>Which API a request names, by its host or by <c>x-apigw-api-id</c>: the four addressings of a private API. [validated: test_create_execute_api_vpc_endpoint]</summary>
/// <param name="ApiId">The API.</param>
/// <param name="EndpointId">The VPC endpoint, where the host name has one: <c>{api}-{vpce}.execute-api…</c>.</param>
internal sealed record ApiAddress(string ApiId, string? EndpointId)
{
    /// <summary>Null when the host is an execute-api name of another Region, or when nothing names an API.</summary>
    public static ApiAddress? Of(string host, string? apiIdHeader, string region)
    {
        var label = host.IndexOf('.', StringComparison.Ordinal);
        if (label > 0 && host[label..].StartsWith(".execute-api.", StringComparison.OrdinalIgnoreCase) && !host.Contains(".vpce.", StringComparison.OrdinalIgnoreCase))
        {
            return IsOfRegion(host[label..], region) ? OfLabel(host[..label]) : null;
        }

        return string.IsNullOrEmpty(apiIdHeader) ? null : new ApiAddress(apiIdHeader, null);
    }

    private static bool IsOfRegion(string suffix, string region) =>
        suffix.Equals($".execute-api.{region}.amazonaws.com", StringComparison.OrdinalIgnoreCase)
        || suffix.Equals($".execute-api.{region}.amazonaws.com.cn", StringComparison.OrdinalIgnoreCase);

    private static ApiAddress OfLabel(string label)
    {
        var endpoint = label.IndexOf("-vpce-", StringComparison.OrdinalIgnoreCase);
        return endpoint < 0 ? new ApiAddress(label.ToLowerInvariant(), null) : new ApiAddress(label[..endpoint].ToLowerInvariant(), label[(endpoint + 1)..].ToLowerInvariant());
    }
}
