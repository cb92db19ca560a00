using Egress.Emulator.Gateway.Upstream;

namespace Egress.Emulator.Gateway;

/// <summary>Carries one request to an upstream; fails with an <see cref="UpstreamException"/>. The wire of an in-process simulation puts its own in place.</summary>
internal delegate Task<UpstreamResponse> SendUpstream(UpstreamRequest request, CancellationToken cancellationToken);
