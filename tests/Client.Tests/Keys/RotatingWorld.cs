using System.Globalization;
using System.Net;
using Egress.Client.Answers;
using Egress.Testing;

namespace Egress.Client.Tests.Keys;

/// <summary>
/// A secret that is rotated now and then, and a gateway whose nodes learn of each change late, each by its own delay. As the rotation promises: what was replaced stays good for 24 hours,
/// and the first key is known everywhere. The new key becomes readable when some nodes may not know it yet: worse than promised.
/// </summary>
internal sealed class RotatingWorld : HttpMessageHandler
{
    private const int Nodes = 5;
    private static readonly TimeSpan Grace = TimeSpan.FromHours(24);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan LongestReadLag = TimeSpan.FromSeconds(60);

    private readonly Random _random;
    private readonly List<(DateTimeOffset Readable, DateTimeOffset[] Known)> _generations = [];

    public RotatingWorld(Random random)
    {
        _random = random;
        var readable = Time.GetUtcNow() - TimeSpan.FromDays(30);
        _generations.Add((readable, [.. Enumerable.Repeat(readable, Nodes)]));
        readable = Time.GetUtcNow();
        for (var generation = 1; generation < 5; generation++)
        {
            readable += TimeSpan.FromHours(random.Next(1, 60)) + Part(TimeSpan.FromHours(1));
            _generations.Add((readable, [.. Enumerable.Range(0, Nodes).Select(_ => readable + Part(LongestDelay))]));
        }
    }

    public ManualTimeProvider Time { get; } = new();

    public int Attempts { get; private set; }

    public TimeSpan UntilNextRotation => _generations.Find(generation => generation.Readable > Time.GetUtcNow()) is { Known: not null } next ? next.Readable - Time.GetUtcNow() : TimeSpan.MaxValue;

    public Task<ApiKeyVersion> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var seen = Time.GetUtcNow() - Part(LongestReadLag);
        var generation = _generations.FindLastIndex(generation => generation.Readable <= seen);
        return Task.FromResult(new ApiKeyVersion(new ApiKey(ValueOf(generation)), $"v{generation}"));
    }

    /// <summary>Whoever was away for longer than the grace has no previous key that is still good, as at a cold start: only the rotation's promise helps there, that a key is known everywhere before it is readable.</summary>
    public void Idle(TimeSpan gap)
    {
        Time.Advance(gap);
        if (gap >= Grace && _generations.Any(generation => generation.Readable <= Time.GetUtcNow() && Time.GetUtcNow() < generation.Readable + LongestDelay))
        {
            Time.Advance(LongestDelay);
        }
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Attempts++;
        var (now, node) = (Time.GetUtcNow(), _random.Next(Nodes));
        var generation = int.Parse(request.Headers.GetValues("x-api-key").Single().AsSpan(^2..), CultureInfo.InvariantCulture);
        var isKnown = _generations[generation].Known[node] <= now;
        var isRetired = generation + 1 < _generations.Count && _generations[generation + 1].Readable + Grace <= now;
        return isKnown && !isRetired
            ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK))
            : throw Rejection.Of(EgressReason.KeyRejected, "h.example", HttpStatusCode.Forbidden, $"{generation} at node {node}");
    }

    private static string ValueOf(int generation) => $"{new string('k', 30)}{generation:00}";

    private TimeSpan Part(TimeSpan whole) => whole * _random.NextDouble();
}
