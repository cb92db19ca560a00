namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>What a method declares to its clients: parameters (<c>method.request.…</c> → required?) and, per status, response headers (<c>method.response.header.…</c>).</summary>
internal sealed record MethodContract(IReadOnlyDictionary<string, bool> RequestParameters, IReadOnlyDictionary<string, IReadOnlySet<string>> Responses);
