using System.Text.Json.Serialization;

namespace Amazon.APIGateway.Model;

public class UpdateUsageRequest : AmazonAPIGatewayRequest
{
    [JsonIgnore] public string KeyId { get; set; }
    public List<PatchOperation> PatchOperations { get; set; }
    [JsonIgnore] public string UsagePlanId { get; set; }
}

public class UpdateUsageResponse : AmazonWebServiceResponse
{
    public string EndDate { get; set; }
    [JsonPropertyName("values")] public Dictionary<string, List<List<long>>> Items { get; set; }
    public string Position { get; set; }
    public string StartDate { get; set; }
    public string UsagePlanId { get; set; }
}
