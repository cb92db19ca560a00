using Egress.Emulator.ControlPlane;
using Egress.Emulator.Gateway;

namespace Egress.Simulation.Baselines;

/// <summary>
/// The same day for every rotator: two rotations, eight hours apart, on four nodes that learn of a change within 20 s, Secrets Manager 5 s late; every other
/// seed cuts one of twenty of the rotator's calls off. A caller of each kind, and a neighbour in the same plan.
/// </summary>
internal sealed class Comparison : IAsyncDisposable
{
    public const int Quota = 25_000;
    public const int Rotations = 2;
    private const int UsedBefore = 2_000;
    private const double Cut = 0.05;
    private static readonly TimeSpan MaxStale = TimeSpan.FromHours(1);
    public static readonly IReadOnlyList<CallerKind> Kinds =
    [
        CallerKind.C1 with { What = "reads it once, at its start; a process lives 50 minutes", TimeToLive = TimeSpan.FromMinutes(50) }, CallerKind.C2(TimeSpan.FromHours(1)), CallerKind.C3(MaxStale), CallerKind.C4, CallerKind.C5, CallerKind.C6(TimeSpan.FromMinutes(5), MaxStale),
    ];

    private static readonly string[] Labels = ["AWSCURRENT", "AWSPENDING", "AWSPREVIOUS"];
    private static readonly TimeSpan Rotating = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan BetweenRotations = TimeSpan.FromHours(8);
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan UntilEverybodyKnows = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan BeforeTheFirst = TimeSpan.FromMinutes(40);

    private readonly Random _random;
    private readonly SimulatedWorld _world;
    private readonly SimulatedClient[] _callers;
    private readonly string _neighbour;
    private readonly double _cut;
    private int _clean;
    private readonly int[] _failed;
    private int _failedNeighbour;

    private Comparison(int seed)
    {
        (_random, _cut) = (new Random(seed), seed % 2 * Cut);
        _world = new SimulatedWorld(new SimulationOptions
        {
            Seed = seed,
            Nodes = 4,
            Propagation = TimeSpan.FromSeconds(20),
            SecretsLag = TimeSpan.FromSeconds(5),
            Grace = TimeSpan.FromHours(4),
            MaxStale = MaxStale,
            Quotas = DeployedStack.Upstreams.ToDictionary(upstream => upstream, _ => new QuotaLimit(Quota, "DAY", 0)),
            UsageLag = TimeSpan.FromMinutes(35),
            Rotation = new RotationOptions { MaxAttempts = 3, RetrySpacing = TimeSpan.FromMinutes(1) },
        });
        var neighbour = _world.Apis.CreateApiKey(new NewApiKey { Name = "neighbour", Enabled = true });
        _neighbour = neighbour.Value;
        foreach (var plan in _world.Stack.PlanIds)
        {
            _world.Apis.Attach(plan, neighbour.Id);
        }

        for (var call = 0; call < UsedBefore; call++)
        {
            _world.Apis.Usage.Count(_world.Stack.PlanIds[0], _world.Stack.AnchorKeyId);
        }

        _world.RunUntil(_world.Clock.GetUtcNow() + BeforeTheFirst);
        _callers = [.. Kinds.Select(kind => new SimulatedClient(_world.Secrets, _world.Stack.SecretId, _world.Nodes, _world.Apis.Usage, _world.Clock, kind))];
        _failed = new int[_callers.Length];
    }

    /// <summary>Admin, and the sweep every quarter of an hour. A sweep that finds nothing to do reads in bulk all the same, so only what it does beyond that counts.</summary>
    public static async Task<RotatorScore> OursAsync(int seed)
    {
        await using var day = new Comparison(seed);
        return day.Score(day.RotateOurs().Sum(rotation => rotation.Count));
    }

    /// <summary>Every management call of our second rotation on a day without cuts: for which step it was made, and which it is.</summary>
    public static async Task<IReadOnlyList<(string By, string Operation)>> CallsOfOursAsync()
    {
        await using var day = new Comparison(seed: 0);
        return day.RotateOurs()[^1];
    }

    public static async Task<RotatorScore> OfAsync(Baseline rotator, int seed)
    {
        await using var day = new Comparison(seed);
        var calls = new PlainCalls(day._world, day.Fate);
        var driver = new BaselineDriver(day._world, rotator, calls);
        for (var rotation = 0; rotation < Rotations; rotation++)
        {
            day.Watch(() =>
            {
                driver.Rotate(day.Token());
                day.Pass(BetweenRotations + Rotating);
            });
        }

        return day.Score(calls.Management);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private List<(string By, string Operation)>[] RotateOurs()
    {
        var (idle, rotations) = (new Dictionary<bool, (string By, string Operation)[]>(), new List<(string By, string Operation)>[Rotations]);
        for (; idle.Count < 2; _world.RunUntil(_world.Clock.GetUtcNow() + BetweenSweeps))
        {
            idle[_world.Clock.GetUtcNow().Minute < 15] = Sweep(); // then it reads the usage of all keys for the dashboard, rotation or not
        }

        _world.Wire.Fate = _ => Fate();
        for (var rotation = 0; rotation < Rotations; rotation++)
        {
            var (calls, before) = (rotations[rotation] = [], _world.Calls.Count);
            Watch(() =>
            {
                _world.Rotations.Start(_world.Stack.SecretId, Token(), null, null, isImmediate: true);
                Pass(Rotating);
                calls.AddRange(ManagementSince(before));
                for (var until = _world.Clock.GetUtcNow() + BetweenRotations; _world.Clock.GetUtcNow() < until; Pass(BetweenSweeps))
                {
                    var read = idle[_world.Clock.GetUtcNow().Minute < 15].ToList();
                    calls.AddRange(Sweep().Where(call => !read.Remove(call)));
                }
            });
        }

        return rotations;
    }

    private (string By, string Operation)[] Sweep()
    {
        var before = _world.Calls.Count;
        _world.Finish(_world.SweepAsync());
        return ManagementSince(before);
    }

    private (string By, string Operation)[] ManagementSince(int call) => [.. _world.Calls.Skip(call).Where(each => each.Operation.Service == "apigateway").Select(each => (each.By, each.Operation.Name))];

    // Did this rotation end with a new key, and nobody noticed?
    private void Watch(Action rotate)
    {
        var (failed, orphans, current) = (Noticed(), Orphans(), _world.ValueUnder("AWSCURRENT"));
        rotate();
        _clean += failed == Noticed() && Orphans() <= orphans && current != _world.ValueUnder("AWSCURRENT") ? 1 : 0;
    }

    private int Noticed() => _failed.Sum() + _failedNeighbour;

    private int Orphans()
    {
        var named = Labels.Select(_world.ValueUnder).ToHashSet();
        return _world.Apis.Keys.Count(key => key.Enabled && key.Value != _neighbour && !named.Contains(key.Value));
    }

    private CallFate Fate() => _random.NextDouble() >= _cut ? CallFate.Served : (CallFate)(1 + _random.Next(3));

    private string Token() => new Guid([.. Enumerable.Range(0, 16).Select(_ => (byte)_random.Next(256))]).ToString();

    private void Pass(TimeSpan duration)
    {
        var started = _world.Clock.GetUtcNow();
        while (_world.Clock.GetUtcNow() < started + duration)
        {
            foreach (var upstream in DeployedStack.Upstreams)
            {
                for (var caller = 0; caller < _callers.Length; caller++)
                {
                    _failed[caller] += _callers[caller].Call(upstream) ? 0 : 1;
                }

                _failedNeighbour += _world.Nodes.Pick().Find(DeployedStack.ApiId, upstream.Replace('.', '_'), _neighbour) is null ? 1 : 0;
            }

            _world.RunUntil(_world.Clock.GetUtcNow() + (duration >= Rotating && _world.Clock.GetUtcNow() < started + UntilEverybodyKnows ? Quick : Slow));
        }
    }

    private RotatorScore Score(int calls)
    {
        var (plan, usage) = (_world.Apis.FindPlan(_world.Stack.PlanIds[0])!, _world.Apis.Usage);
        var own = _world.Apis.Keys.Where(key => key.Value != _neighbour).ToArray();
        var used = UsedBefore + (_callers.Sum(client => client.Answered) / DeployedStack.Upstreams.Length);
        var left = own.Where(key => key.Enabled && _world.Apis.IsAttached(plan.Id, key.Id)).Sum(key => usage.Remaining(plan.Id, key.Id, plan.Quota!));
        return new RotatorScore
        {
            Rotations = Rotations,
            Clean = _clean,
            Requests = _callers[0].Calls,
            Failed = [.. _failed],
            FailedNeighbour = _failedNeighbour,
            Orphans = Orphans(),
            ExtraQuota = Math.Max(0, used + left - Quota),
            Calls = calls,
        };
    }
}
