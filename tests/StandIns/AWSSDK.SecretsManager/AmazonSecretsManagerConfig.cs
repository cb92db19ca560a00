using Amazon.Runtime.Endpoints;
using Amazon.StandIns;
using Amazon.Util.Internal;

namespace Amazon.SecretsManager;

public class AmazonSecretsManagerConfig : ClientConfig
{
    private static readonly string UserAgentString = InternalSDKUtils.BuildUserAgentString(ServiceId, "0.0-standin");

    public AmazonSecretsManagerConfig() : base(DefaultModes.Provider)
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = "secretsmanager";
        EndpointProvider = new RegionalEndpointProvider("secretsmanager");
    }

    public static new string ServiceId => "Secrets Manager";

    public override string RegionEndpointServiceName => "secretsmanager";

    public override string ServiceVersion => "2017-10-17";

    public override string UserAgent => UserAgentString;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(RegionalEndpointProvider.Parameters(this, parameters.AlternateEndpoint));
}
