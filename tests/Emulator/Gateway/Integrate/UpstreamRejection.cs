using System.Diagnostics;
using System.Net;
using Egress.Emulator.Gateway.Upstream;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>Which answer a failed call to an upstream gets.</summary>
internal static class UpstreamRejection
{
    public static Rejection Of(UpstreamException failure, GatewaySwitches switches)
    {
        var status = failure.Failure switch
        {
            UpstreamFailure.NameNotResolved => switches.WhenNameNotResolved,
            UpstreamFailure.AddressNotPublic => HttpStatusCode.InternalServerError,
            UpstreamFailure.NotConnected or UpstreamFailure.CutBeforeHead => switches.WhenNotConnected,
            UpstreamFailure.CertificateRefused => switches.WhenCertificateRefused,
            UpstreamFailure.CutMidBody => switches.WhenCutMidBody,
            _ => throw new UnreachableException(),
        };
        var type = status == HttpStatusCode.GatewayTimeout ? GatewayResponses.IntegrationFailure : GatewayResponses.ApiConfigurationError;
        return new Rejection(type) { Cause = $"Execution failed: {failure.Message}" };
    }
}
