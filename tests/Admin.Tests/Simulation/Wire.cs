using System.Collections.Concurrent;
using Amazon.Runtime;

namespace Egress.Admin.Tests.Simulation;

/// <summary>Every request of the AWS clients passes here, in order; a test may decide the fate of any of them.</summary>
internal sealed class Wire : HttpClientFactory
{
    private int _sent;

    /// <summary>By the call's number, counted from 0.</summary>
    public Func<int, CallFate> Fate { get; set; } = _ => CallFate.Served;

    public int Sent => _sent;

    /// <summary>Every request body, in order.</summary>
    public ConcurrentQueue<string> Bodies { get; } = new();

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(this));

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    /// <summary>Rewrites the body of an answer, by the path that was asked.</summary>
    public Func<string, string, string>? Rewrite { get; set; }

    private sealed class Handler(Wire wire) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var fate = wire.Fate(Interlocked.Increment(ref wire._sent) - 1);
            if (fate == CallFate.KilledBefore)
            {
                throw new CrashException();
            }

            wire.Bodies.Enqueue(request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
            var response = await base.SendAsync(request, cancellationToken);
            if (wire.Rewrite is { } rewrite)
            {
                response.Content = new StringContent(rewrite(request.RequestUri!.AbsolutePath, await response.Content.ReadAsStringAsync(cancellationToken)));
            }

            return fate switch
            {
                CallFate.AnswerLost => throw new HttpRequestException("The answer was lost."),
                CallFate.KilledAfter => throw new CrashException(),
                _ => response,
            };
        }
    }
}
