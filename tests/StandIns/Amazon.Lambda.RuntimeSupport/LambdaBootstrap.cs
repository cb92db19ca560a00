using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Bootstrap;
using Amazon.Lambda.RuntimeSupport.Client;
using Amazon.Lambda.RuntimeSupport.Logging;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// A function's life: initialize once, then take one invocation after the other until cancelled.
/// A handler that throws is reported and the next invocation taken; an answer that cannot be posted ends the process, as Lambda expects.
/// </summary>
public class LambdaBootstrap : IDisposable
{
    // The Runtime API holds the poll for as long as the sandbox is idle.
    private static readonly TimeSpan LongestPoll = TimeSpan.FromHours(12);

    private readonly LambdaBootstrapHandler handler;
    private readonly LambdaBootstrapInitializer initializer;
    private readonly HttpClient ownHttpClient;
    private readonly RuntimeApi api;
    private readonly FunctionLog log = FunctionLog.Standard;

    public LambdaBootstrap(HttpClient httpClient, LambdaBootstrapHandler handler, LambdaBootstrapInitializer initializer = null)
        : this(httpClient, null, handler, null, initializer) { }
    public LambdaBootstrap(LambdaBootstrapHandler handler, LambdaBootstrapInitializer initializer = null)
        : this(null, ConstructHttpClient(), handler, null, initializer) { }
    public LambdaBootstrap(LambdaBootstrapHandler handler, LambdaBootstrapOptions lambdaBootstrapOptions, LambdaBootstrapInitializer initializer = null)
        : this(null, ConstructHttpClient(), handler, lambdaBootstrapOptions, initializer) { }
    public LambdaBootstrap(HandlerWrapper handlerWrapper, LambdaBootstrapInitializer initializer = null)
        : this(null, ConstructHttpClient(), handlerWrapper.Handler, null, initializer) { }
    public LambdaBootstrap(HandlerWrapper handlerWrapper, LambdaBootstrapOptions lambdaBootstrapOptions, LambdaBootstrapInitializer initializer = null)
        : this(null, ConstructHttpClient(), handlerWrapper.Handler, lambdaBootstrapOptions, initializer) { }
    public LambdaBootstrap(HttpClient httpClient, HandlerWrapper handlerWrapper, LambdaBootstrapInitializer initializer = null)
        : this(httpClient, null, handlerWrapper.Handler, null, initializer) { }
    public LambdaBootstrap(HttpClient httpClient, HandlerWrapper handlerWrapper, LambdaBootstrapOptions lambdaBootstrapOptions, LambdaBootstrapInitializer initializer = null)
        : this(httpClient, null, handlerWrapper.Handler, lambdaBootstrapOptions, initializer) { }

    private LambdaBootstrap(
        HttpClient lentHttpClient, HttpClient ownHttpClient, LambdaBootstrapHandler handler, LambdaBootstrapOptions options, LambdaBootstrapInitializer initializer)
    {
        this.handler = handler ?? throw new ArgumentNullException(nameof(handler));
        this.initializer = initializer;
        this.ownHttpClient = ownHttpClient;
        var httpClient = lentHttpClient ?? ownHttpClient ?? throw new ArgumentNullException(nameof(lentHttpClient));
        httpClient.Timeout = LongestPoll;
        api = new RuntimeApi(httpClient, options?.RuntimeApiEndpoint, log);
    }

    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (initializer is not null && !await InitializeAsync(cancellationToken))
        {
            return;
        }

        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await InvokeOnceAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (OperationCanceledException)
            {
                // The poll has timed out: poll again.
            }
        }
    }

    public static HttpClient ConstructHttpClient()
    {
        var httpClient = new HttpClient(new SocketsHttpHandler());
        httpClient.DefaultRequestHeaders.Add("User-Agent", $"aws-lambda-dotnet/{Environment.Version}-standin");
        return httpClient;
    }

    public void Dispose()
    {
        ownHttpClient?.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<bool> InitializeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await initializer();
        }
        catch (Exception exception)
        {
            log.Write(nameof(LogLevel.Error), exception, null, []);
            await api.PostInitErrorAsync(exception, cancellationToken);
            throw;
        }
    }

    private async Task InvokeOnceAsync(CancellationToken cancellationToken)
    {
        using var invocation = await api.NextAsync(cancellationToken);
        var context = invocation.LambdaContext;
        log.Begin(context);
        Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", context.TraceId);
        LambdaTraceProvider.CurrentTraceId = context.TraceId;
        InvocationResponse response;
        try
        {
            response = await handler(invocation);
        }
        catch (Exception exception)
        {
            log.Write(nameof(LogLevel.Error), exception, null, []);
            await api.PostErrorAsync(context.AwsRequestId, exception, cancellationToken);
            return;
        }

        await PostAsync(context.AwsRequestId, response, cancellationToken);
    }

    private async Task PostAsync(string requestId, InvocationResponse response, CancellationToken cancellationToken)
    {
        try
        {
            await api.PostResponseAsync(requestId, response?.OutputStream ?? Stream.Null, cancellationToken);
        }
        finally
        {
            if (response is { DisposeOutputStream: true })
            {
                await response.OutputStream.DisposeAsync();
            }
        }
    }
}
