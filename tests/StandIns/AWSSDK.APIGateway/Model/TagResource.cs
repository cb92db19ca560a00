using System.Text.Json.Serialization;

namespace Amazon.APIGateway.Model;

public class TagResourceRequest : AmazonAPIGatewayRequest
{
    [JsonIgnore] public string ResourceArn { get; set; }
    public Dictionary<string, string> Tags { get; set; }
}

public class TagResourceResponse : AmazonWebServiceResponse;
