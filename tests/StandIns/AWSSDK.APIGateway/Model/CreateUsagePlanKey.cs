using System.Text.Json.Serialization;

namespace Amazon.APIGateway.Model;

public class CreateUsagePlanKeyRequest : AmazonAPIGatewayRequest
{
    public string KeyId { get; set; }
    public string KeyType { get; set; }
    [JsonIgnore] public string UsagePlanId { get; set; }
}

public class CreateUsagePlanKeyResponse : AmazonWebServiceResponse
{
    public string Id { get; set; }
    public string Name { get; set; }
    public string Type { get; set; }
    public string Value { get; set; }
}
