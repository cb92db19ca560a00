namespace Amazon.APIGateway.Model;

public class DeleteUsagePlanKeyRequest : AmazonAPIGatewayRequest
{
    public string KeyId { get; set; }
    public string UsagePlanId { get; set; }
}

public class DeleteUsagePlanKeyResponse : AmazonWebServiceResponse;
