namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>What a request validator looks at: required parameters, and bodies, which the emulator cannot judge.</summary>
internal sealed record RequestValidator(bool IsForParameters, bool IsForBodies);
