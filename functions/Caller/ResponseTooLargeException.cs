namespace Egress.Caller;

/// <summary>The answer does not fit into a Lambda result.</summary>
internal sealed class ResponseTooLargeException() : Exception("The answer does not fit into a Lambda result.");
