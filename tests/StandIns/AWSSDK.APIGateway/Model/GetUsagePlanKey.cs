namespace Amazon.APIGateway.Model;

public class GetUsagePlanKeyRequest : AmazonAPIGatewayRequest
{
    public string KeyId { get; set; }
    public string UsagePlanId { get; set; }
}

public class GetUsagePlanKeyResponse : AmazonWebServiceResponse
{
    public string Id { get; set; }
    public string Name { get; set; }
    public string Type { get; set; }
    public string Value { get; set; }
}
