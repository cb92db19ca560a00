using System.Text.Json.Serialization;

namespace Amazon.APIGateway.Model;

public class GetUsagePlansRequest : AmazonAPIGatewayRequest
{
    public string KeyId { get; set; }
    public int? Limit { get; set; }
    public string Position { get; set; }
}

public class GetUsagePlansResponse : AmazonWebServiceResponse
{
    [JsonPropertyName("item")] public List<UsagePlan> Items { get; set; }
    public string Position { get; set; }
}
