namespace Egress.Emulator.Gateway;

/// <summary>
/// An interface endpoint for execute-api: a listener. Which endpoint a request came through is the port it arrived at:
/// the listener puts the endpoint among the connection's features, so <c>context.Features.Get&lt;VpcEndpoint&gt;()</c> tells it.
/// </summary>
internal sealed record VpcEndpoint
{
    /// <summary>vpce-… as <c>Ref</c> gives it.</summary>
    public required string Id { get; init; }

    /// <summary>The endpoint's own policy as JSON; null allows everything, as AWS's default does.</summary>
    public string? Policy { get; init; }

    public bool PrivateDnsEnabled { get; init; }
    public string VpcId { get; init; } = "vpc-0";
}
