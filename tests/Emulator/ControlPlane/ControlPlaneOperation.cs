namespace Egress.Emulator.ControlPlane;

/// <summary>A recognised call. Names as in the service model: <c>apigateway</c> <c>CreateApiKey</c>.</summary>
internal sealed record ControlPlaneOperation(string Service, string Name, Func<CancellationToken, Task<ControlPlaneAnswer>> Perform);
