namespace Egress.Emulator.Gateway;

/// <summary>The resource and method that serve a request. Path values stay percent-encoded, as REST APIs keep them.</summary>
internal sealed record MatchedRoute(ApiResource Resource, string MethodName, ApiMethod Method, IReadOnlyDictionary<string, string> PathValues);
