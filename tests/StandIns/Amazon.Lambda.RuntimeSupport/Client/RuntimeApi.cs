using System.Net;
using System.Net.Http.Headers;
using Amazon.Lambda.RuntimeSupport.Context;
using Amazon.Lambda.RuntimeSupport.Logging;

namespace Amazon.Lambda.RuntimeSupport.Client;

/// <summary>The four calls of the Lambda Runtime API: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html</summary>
internal sealed class RuntimeApi(HttpClient httpClient, string endpoint, FunctionLog log)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly MediaTypeHeaderValue ErrorJson = new("application/vnd.aws.lambda.error+json");

    private readonly string runtime = $"http://{(string.IsNullOrEmpty(endpoint) ? Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API") : endpoint)}/2018-06-01/runtime";

    public async Task<InvocationRequest> NextAsync(CancellationToken cancellationToken)
    {
        using var response = await httpClient.GetAsync($"{runtime}/invocation/next", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await CheckAsync(response, cancellationToken);
        var input = new MemoryStream(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        return new InvocationRequest(input, new InvocationContext(response.Headers, log, TimeProvider.System));
    }

    public async Task PostResponseAsync(string requestId, Stream output, CancellationToken cancellationToken)
    {
        // The wrapper keeps the content from closing a stream that the handler may go on using.
        using var content = new StreamContent(new UnclosedStream(output)) { Headers = { ContentType = Json } };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{runtime}/invocation/{requestId}/response") { Content = content };
        await SendAsync(request, cancellationToken);
    }

    public async Task PostErrorAsync(string requestId, Exception exception, CancellationToken cancellationToken)
    {
        using var request = ErrorRequest($"{runtime}/invocation/{requestId}/error", exception);
        request.Headers.Add("Lambda-Runtime-Function-Error-Type", exception.GetType().Name);
        await SendAsync(request, cancellationToken);
    }

    public async Task PostInitErrorAsync(Exception exception, CancellationToken cancellationToken)
    {
        using var request = ErrorRequest($"{runtime}/init/error", exception);
        await SendAsync(request, cancellationToken);
    }

    private static HttpRequestMessage ErrorRequest(string url, Exception exception) => new(HttpMethod.Post, url)
    {
        Content = new ByteArrayContent(ErrorReport.Write(exception)) { Headers = { ContentType = ErrorJson } },
    };

    private async Task SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await httpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await CheckAsync(response, cancellationToken);
    }

    private static async Task CheckAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Accepted or HttpStatusCode.NoContent)
        {
            return;
        }

        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        throw new RuntimeApiClientException($"{response.RequestMessage.RequestUri} answered {(int)response.StatusCode}: {body}", (int)response.StatusCode, body);
    }
}
