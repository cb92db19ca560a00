using System.Text.Json.Serialization;

namespace Amazon.APIGateway.Model;

public class GetUsagePlanKeysRequest : AmazonAPIGatewayRequest
{
    public int? Limit { get; set; }
    public string NameQuery { get; set; }
    public string Position { get; set; }
    public string UsagePlanId { get; set; }
}

public class GetUsagePlanKeysResponse : AmazonWebServiceResponse
{
    [JsonPropertyName("item")] public List<UsagePlanKey> Items { get; set; }
    public string Position { get; set; }
}
