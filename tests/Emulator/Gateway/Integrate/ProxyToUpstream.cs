using Egress.Emulator.Gateway.Upstream;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>
/// The HTTP_PROXY integration: 1. call the upstream within the integration's timeout; 2. answer with its response, buffered or streamed.
/// Redirects are answers like others.
/// </summary>
internal sealed class ProxyToUpstream(GatewayServices services)
{
    private readonly BufferResponse _buffer = new(services);
    private readonly StreamResponse _stream = new(services);

    public async Task InvokeAsync(HttpContext context, RequestDelegate _)
    {
        var integration = context.Found<MatchedRoute>().Method.Integration;
        using var deadline = new CancellationTokenSource(integration.Timeout, services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, context.RequestAborted);
        var start = services.Time.GetTimestamp();
        try
        {
            using var response = await services.Upstream(context.Found<UpstreamRequest>(), either.Token);
            context.Keep(new IntegrationOutcome(response.StatusCode, services.Time.GetElapsedTime(start)));
            await (integration.IsStreamed ? _stream.SendAsync(context, response, start, deadline.Token) : _buffer.SendAsync(context, response, either.Token));
        }
        catch (UpstreamException failure)
        {
            await context.Reject(UpstreamRejection.Of(failure, services.Switches));
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            await context.Reject(GatewayResponses.IntegrationTimeout, $"Execution failed: the upstream did not answer within {integration.Timeout.TotalMilliseconds} ms");
        }
        finally
        {
            context.Keep((context.FoundOrNot<IntegrationOutcome>() ?? new IntegrationOutcome(null, default)) with { Latency = services.Time.GetElapsedTime(start) });
        }
    }
}
