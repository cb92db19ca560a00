namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The Runtime API gave an answer that leaves the process nothing to go on with.</summary>
public class RuntimeApiClientException(string message, int statusCode, string response) : Exception(message)
{
    public int StatusCode { get; } = statusCode;

    public string Response { get; } = response;
}
