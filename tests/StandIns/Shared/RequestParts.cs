using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime.Internal;

namespace Amazon.StandIns;

/// <summary>The parts of an HTTP request that a member may be bound to. A member that is null is not sent, except in a path.</summary>
internal static class RequestParts
{
    /// <summary>A value in a path is required, and percent-encoded whole.</summary>
    public static IRequest Path(this IRequest request, string member, string value, Func<string, AmazonServiceException> refuse)
    {
        request.AddPathResource($"{{{member}}}", value ?? throw refuse($"Request object does not have required field {member} set"));
        return request;
    }

    public static IRequest Query(this IRequest request, string name, string value)
    {
        if (value is not null)
        {
            request.Parameters.Add(name, value);
        }

        return request;
    }

    public static IRequest Query(this IRequest request, string name, int? value) => request.Query(name, value?.ToString(CultureInfo.InvariantCulture));

    public static IRequest Query(this IRequest request, string name, bool? value) => request.Query(name, value is { } flag ? (flag ? "true" : "false") : null);

    public static IRequest Header(this IRequest request, string name, string value)
    {
        if (value is not null)
        {
            request.Headers[name] = value;
        }

        return request;
    }

    public static IRequest Body<T>(this IRequest request, string contentType, T value, JsonTypeInfo<T> type)
    {
        request.Headers[Util.HeaderKeys.ContentTypeHeader] = contentType;
        request.Content = JsonSerializer.SerializeToUtf8Bytes(value, type);
        return request;
    }
}
