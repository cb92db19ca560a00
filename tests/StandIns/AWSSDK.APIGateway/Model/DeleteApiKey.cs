namespace Amazon.APIGateway.Model;

public class DeleteApiKeyRequest : AmazonAPIGatewayRequest
{
    public string ApiKey { get; set; }
}

public class DeleteApiKeyResponse : AmazonWebServiceResponse;
