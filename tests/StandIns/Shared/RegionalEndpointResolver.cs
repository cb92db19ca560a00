using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Amazon.StandIns;

internal sealed class RegionalEndpointResolver : BaseEndpointResolver
{
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) =>
        RegionalEndpointProvider.Parameters(requestContext.ClientConfig, requestContext.Request.AlternateEndpoint);
}
