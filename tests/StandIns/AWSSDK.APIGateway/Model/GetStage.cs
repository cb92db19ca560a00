namespace Amazon.APIGateway.Model;

public class GetStageRequest : AmazonAPIGatewayRequest
{
    public string RestApiId { get; set; }
    public string StageName { get; set; }
}

public class GetStageResponse : AmazonWebServiceResponse
{
    public AccessLogSettings AccessLogSettings { get; set; }
    public bool? CacheClusterEnabled { get; set; }
    public CacheClusterSize CacheClusterSize { get; set; }
    public CacheClusterStatus CacheClusterStatus { get; set; }
    public CanarySettings CanarySettings { get; set; }
    public string ClientCertificateId { get; set; }
    public DateTime? CreatedDate { get; set; }
    public string DeploymentId { get; set; }
    public string Description { get; set; }
    public string DocumentationVersion { get; set; }
    public DateTime? LastUpdatedDate { get; set; }
    public Dictionary<string, MethodSetting> MethodSettings { get; set; }
    public string StageName { get; set; }
    public Dictionary<string, string> Tags { get; set; }
    public bool? TracingEnabled { get; set; }
    public Dictionary<string, string> Variables { get; set; }
    public string WebAclArn { get; set; }
}
