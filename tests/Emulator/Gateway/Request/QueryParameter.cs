namespace Egress.Emulator.Gateway.Request;

/// <summary>One name and value of a query, decoded.</summary>
internal readonly record struct QueryParameter(string Name, string Value);
