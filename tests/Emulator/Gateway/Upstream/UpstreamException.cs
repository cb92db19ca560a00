namespace Egress.Emulator.Gateway.Upstream;

/// <summary>A call to an upstream failed; the gateway turns the failure into an answer.</summary>
internal sealed class UpstreamException(UpstreamFailure failure, string message, Exception? cause = null) : IOException(message, cause)
{
    public UpstreamFailure Failure { get; } = failure;
}
