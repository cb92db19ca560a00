using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Egress.Caller;

/// <summary>An event as the request that it describes. Where it has a field twice, for one value and for several, the one for several counts.</summary>
internal static class EventRequest
{
    /// <exception cref="BadEventException">The event describes no request.</exception>
    public static HttpRequestMessage Read(Stream input, ILambdaSerializer serializer)
    {
        try
        {
            return Of(serializer.Deserialize<APIGatewayProxyRequest>(input) ?? throw new BadEventException("The event is null. Expected an API Gateway proxy event."));
        }
        catch (JsonSerializerException)
        {
            throw new BadEventException("The event is not an API Gateway proxy event. Expected a JSON object with httpMethod, path and headers.");
        }
    }

    private static HttpRequestMessage Of(APIGatewayProxyRequest described)
    {
        var headers = Several(described.MultiValueHeaders, described.Headers);
        var uri = EventUri.Of(Host(headers), described.Path, Several(described.MultiValueQueryStringParameters, described.QueryStringParameters));
        var request = new HttpRequestMessage(Method(described.HttpMethod), uri) { Content = Body(described) };
        AddHeaders(request, headers);
        return request;
    }

    private static HttpMethod Method(string? method)
    {
        try
        {
            return HttpMethod.Parse(method);
        }
        catch (Exception invalid) when (invalid is FormatException or ArgumentException)
        {
            throw new BadEventException("The event has no httpMethod that is a method. Expected GET, POST or the like.");
        }
    }

    private static string Host(List<(string Name, IList<string> Values)> headers)
    {
        var hosts = headers.Where(header => header.Name.Equals("Host", StringComparison.OrdinalIgnoreCase)).SelectMany(header => header.Values).ToList();
        return hosts.Count == 1 ? hosts[0] : throw new BadEventException($"The event has {hosts.Count} Host headers. Expected one, with the upstream's host name.");
    }

    private static ByteArrayContent? Body(APIGatewayProxyRequest described)
    {
        if (string.IsNullOrEmpty(described.Body))
        {
            return null;
        }

        try
        {
            return new ByteArrayContent(described.IsBase64Encoded ? Convert.FromBase64String(described.Body) : Encoding.UTF8.GetBytes(described.Body));
        }
        catch (FormatException)
        {
            throw new BadEventException("The event's body is not base64, though isBase64Encoded is true. Expected base64, or isBase64Encoded false.");
        }
    }

    /// <summary>What <c>Connection</c> names belongs to that connection as well.</summary>
    private static void AddHeaders(HttpRequestMessage request, List<(string Name, IList<string> Values)> headers)
    {
        var named = headers.Where(header => header.Name.Equals("Connection", StringComparison.OrdinalIgnoreCase))
            .SelectMany(header => header.Values)
            .SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in headers.Where(header => !HopByHop.Contains(header.Name) && !named.Contains(header.Name)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values) && !(request.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(name, values))
            {
                throw new BadEventException("The event has a header whose name is no header name. Expected letters, digits and hyphens.");
            }
        }
    }

    private static List<(string Name, IList<string> Values)> Several(IDictionary<string, IList<string>>? several, IDictionary<string, string>? single) => several is { Count: > 0 }
        ? [.. several.Select(entry => (entry.Key, (IList<string>)[.. (entry.Value ?? []).Select(value => value ?? "")]))]
        : [.. (single ?? new Dictionary<string, string>()).Select(entry => (entry.Key, (IList<string>)[entry.Value ?? ""]))];
}
