namespace Egress.Emulator.Gateway.Upstream;

/// <summary>Where an upstream is reached: connections are shared within one origin.</summary>
internal readonly record struct UpstreamOrigin(string Scheme, string Host, int Port);
