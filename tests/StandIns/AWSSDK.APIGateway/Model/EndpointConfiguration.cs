namespace Amazon.APIGateway.Model;

public class EndpointConfiguration
{
    public IpAddressType IpAddressType { get; set; }
    public List<string> Types { get; set; }
    public List<string> VpcEndpointIds { get; set; }
}
