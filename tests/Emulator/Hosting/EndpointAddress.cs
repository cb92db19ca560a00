namespace Egress.Emulator.Hosting;

/// <summary>Where a VPC endpoint listens. <see cref="Https"/> is null for one added by <c>--vpc-endpoint</c>.</summary>
internal sealed record EndpointAddress(Uri Http, Uri? Https);
