using System.Text.Json.Serialization;

namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>Unlike the request, each member carries its JSON name, so that any serializer writes what API Gateway reads.</summary>
public class APIGatewayProxyResponse
{
    [JsonPropertyName("statusCode")] public int StatusCode { get; set; }
    [JsonPropertyName("headers")] public IDictionary<string, string> Headers { get; set; }
    [JsonPropertyName("multiValueHeaders")] public IDictionary<string, IList<string>> MultiValueHeaders { get; set; }
    [JsonPropertyName("body")] public string Body { get; set; }
    [JsonPropertyName("isBase64Encoded")] public bool IsBase64Encoded { get; set; }
}
