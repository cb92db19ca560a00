using Amazon.Runtime.Endpoints;
using Amazon.StandIns;
using Amazon.Util.Internal;

namespace Amazon.APIGateway;

public class AmazonAPIGatewayConfig : ClientConfig
{
    private static readonly string UserAgentString = InternalSDKUtils.BuildUserAgentString(ServiceId, "0.0-standin");

    public AmazonAPIGatewayConfig() : base(DefaultModes.Provider)
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = "apigateway";
        EndpointProvider = new RegionalEndpointProvider("apigateway");
    }

    public static new string ServiceId => "API Gateway";

    public override string RegionEndpointServiceName => "apigateway";

    public override string ServiceVersion => "2015-07-09";

    public override string UserAgent => UserAgentString;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(RegionalEndpointProvider.Parameters(this, parameters.AlternateEndpoint));
}
