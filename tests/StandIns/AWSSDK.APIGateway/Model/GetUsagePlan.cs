namespace Amazon.APIGateway.Model;

public class GetUsagePlanRequest : AmazonAPIGatewayRequest
{
    public string UsagePlanId { get; set; }
}

public class GetUsagePlanResponse : AmazonWebServiceResponse
{
    public List<ApiStage> ApiStages { get; set; }
    public string Description { get; set; }
    public string Id { get; set; }
    public string Name { get; set; }
    public string ProductCode { get; set; }
    public QuotaSettings Quota { get; set; }
    public Dictionary<string, string> Tags { get; set; }
    public ThrottleSettings Throttle { get; set; }
}
