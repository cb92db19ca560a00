using System.Text.Json.Serialization;

namespace Amazon.APIGateway.Model;

public class GetApiKeysRequest : AmazonAPIGatewayRequest
{
    public string CustomerId { get; set; }
    public bool? IncludeValues { get; set; }
    public int? Limit { get; set; }
    public string NameQuery { get; set; }
    public string Position { get; set; }
}

public class GetApiKeysResponse : AmazonWebServiceResponse
{
    [JsonPropertyName("item")] public List<ApiKey> Items { get; set; }
    public string Position { get; set; }
    public List<string> Warnings { get; set; }
}
