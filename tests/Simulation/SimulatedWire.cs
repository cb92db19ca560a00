using Amazon.Runtime;
using Egress.Testing;
using Microsoft.AspNetCore.Http;

namespace Egress.Simulation;

/// <summary>The way from Admin's AWS clients to the control plane: takes time, loses answers, and is where Admin's process may end.</summary>
internal sealed class SimulatedWire(RequestDelegate controlPlane, ManualTimeProvider clock, Random random) : HttpClientFactory
{
    public Func<HttpRequestMessage, CallFate> Fate { get; set; } = _ => CallFate.Served;

    /// <summary>What Admin is told instead of an answer's text.</summary>
    public Func<HttpRequestMessage, string, string>? Rewrite { get; set; }

    public int Sent { get; private set; }

    /// <summary>What a throttled call is told to wait; null: nothing is said.</summary>
    public TimeSpan? RetryAfter { get; set; }

    public Manners Manners { get; } = new(clock);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(this), disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    private sealed class Handler(SimulatedWire wire) : DelegatingHandler(wire.InProcess())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            wire.Sent++;
            wire.Manners.Sent(request);
            var fate = wire.Fate(request);
            if (fate == CallFate.KilledBefore)
            {
                throw new CrashException();
            }

            await wire.LatencyAsync();
            var response = await base.SendAsync(request, cancellationToken);
            if (fate == CallFate.Served)
            {
                wire.Manners.Answered(request, response, wire.RetryAfter);
            }

            await wire.LatencyAsync();
            if (wire.Rewrite is { } rewrite)
            {
                response.Content = new StringContent(rewrite(request, await response.Content.ReadAsStringAsync(cancellationToken)));
            }

            return fate switch
            {
                CallFate.AnswerLost => throw new HttpRequestException("The answer was lost."),
                CallFate.KilledAfter => throw new CrashException(),
                _ => response,
            };
        }
    }

    private InProcess InProcess() => new(controlPlane);

    // So that invocations interleave at every call.
    private Task LatencyAsync() => Task.Delay(TimeSpan.FromMilliseconds(1 + random.Next(20)), clock, CancellationToken.None);
}
