using System.Text.Json.Serialization;

namespace Amazon.APIGateway.Model;

public class GetUsageRequest : AmazonAPIGatewayRequest
{
    public string EndDate { get; set; }
    public string KeyId { get; set; }
    public int? Limit { get; set; }
    public string Position { get; set; }
    public string StartDate { get; set; }
    public string UsagePlanId { get; set; }
}

public class GetUsageResponse : AmazonWebServiceResponse
{
    public string EndDate { get; set; }
    [JsonPropertyName("values")] public Dictionary<string, List<List<long>>> Items { get; set; }
    public string Position { get; set; }
    public string StartDate { get; set; }
    public string UsagePlanId { get; set; }
}
