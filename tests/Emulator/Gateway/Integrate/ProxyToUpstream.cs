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
        using var leaving = context.RequestAborted.UnsafeRegister(state => ((CancellationTokenSource)state!).Cancel(), deadline);
        var start = services.Time.GetTimestamp();
        try
        {
            using var response = await CallAsync(context.Found<UpstreamRequest>(), deadline.Token);
            context.Keep(new IntegrationOutcome(response.StatusCode, services.Time.GetElapsedTime(start)));
            await (integration.IsStreamed ? _stream.SendAsync(context, response, start, StreamEnd(context, deadline)) : _buffer.SendAsync(context, response, deadline.Token));
        }
        catch (UpstreamException failure)
        {
            await RejectAsync(context, integration, UpstreamRejection.Of(failure, services.Switches));
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            var cause = $"Execution failed: the upstream did not answer within {integration.Timeout.TotalMilliseconds} ms";
            await RejectAsync(context, integration, new Rejection(GatewayResponses.IntegrationTimeout) { Cause = cause });
        }
        finally
        {
            context.Keep((context.FoundOrNot<IntegrationOutcome>() ?? new IntegrationOutcome(null, default)) with { Latency = services.Time.GetElapsedTime(start) });
        }
    }

    private CancellationToken StreamEnd(HttpContext context, CancellationTokenSource deadline) => services.Switches.StreamTimeoutEndsAtHeaders ? context.RequestAborted : deadline.Token;

    private Task<UpstreamResponse> CallAsync(UpstreamRequest request, CancellationToken cancellationToken) =>
        services.Switches.FollowsRedirects ? FollowAsync(request, cancellationToken) : services.Upstream(request, cancellationToken);

    private async Task<UpstreamResponse> FollowAsync(UpstreamRequest request, CancellationToken cancellationToken)
    {
        for (var left = Redirect.Most; ; left--)
        {
            var response = await services.Upstream(request, cancellationToken);
            if (left <= 0 || Redirect.Of(request, response) is not { } next)
            {
                return response;
            }

            response.Dispose();
            request = next;
        }
    }

    private Task RejectAsync(HttpContext context, Integration integration, Rejection rejection)
    {
        if (integration.IsStreamed && services.Switches.EmptiesStreamErrors)
        {
            context.Reject(new FrontEndRejection(rejection.Type.StatusCode, null, "") { HasRequestIds = true });
        }

        return context.Reject(rejection);
    }
}
