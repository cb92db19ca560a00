using Egress.Probe.Contract;

namespace Egress.Probe.Exchanges;

/// <summary>What a connection brought, before it is redacted: for the function's own memory only.</summary>
internal sealed record Heard(ReadOnlyMemory<byte> Bytes, ExchangeEnd End, TimeSpan? First, string? Tls);
