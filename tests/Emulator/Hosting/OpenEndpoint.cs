using Egress.Emulator.Gateway;

namespace Egress.Emulator.Hosting;

/// <summary>A VPC endpoint that listens: on ports of the loopback, and on sockets for functions in the closed network.</summary>
internal sealed record OpenEndpoint
{
    public required VpcEndpoint Endpoint { get; init; }
    public required Uri Http { get; init; }
    public required string HttpSocket { get; init; }

    /// <summary>Null for an endpoint added by <c>--vpc-endpoint</c>, which speaks HTTP only.</summary>
    public Uri? Https { get; init; }

    public string? HttpsSocket { get; init; }
}
