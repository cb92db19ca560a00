using Egress.Emulator.ControlPlane;
using Egress.Emulator.Gateway;

namespace Egress.Simulation.Baselines;

/// <summary>
/// The same day for every rotator: two rotations, seven hours apart, on four nodes that learn of a change within 20 s, Secrets Manager 5 s late; every other
/// seed cuts one of twenty of the rotator's calls off. Two callers by the client's rules, two with a stock cache of 5 s and of an hour, and a neighbour in the same plan.
/// </summary>
internal sealed class Comparison : IAsyncDisposable
{
    public const int Quota = 20_000;
    public const int Rotations = 2;
    private const int UsedBefore = 2_000;
    private const double Cut = 0.05;
    private static readonly string[] Labels = ["AWSCURRENT", "AWSPENDING", "AWSPREVIOUS"];
    private static readonly TimeSpan Rotating = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan BetweenRotations = TimeSpan.FromHours(7);
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan UntilEverybodyKnows = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan BeforeTheFirst = TimeSpan.FromMinutes(40);

    private readonly Random _random;
    private readonly SimulatedWorld _world;
    private readonly SimulatedClient[] _ours;
    private readonly SimulatedClient[] _stock;
    private readonly string _neighbour;
    private readonly double _cut;
    private int _failed;
    private int _failedStock;
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
            MaxStale = TimeSpan.FromHours(1),
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
        _ours = [Client(TimeSpan.FromMinutes(5), isStock: false), Client(TimeSpan.FromMinutes(30), isStock: false)];
        _stock = [Client(TimeSpan.FromSeconds(5), isStock: true), Client(TimeSpan.FromHours(1), isStock: true)];
    }

    /// <summary>Admin, and the sweep every quarter of an hour. A sweep that finds nothing to do reads in bulk all the same, so only what it does beyond that counts.</summary>
    public static async Task<RotatorScore> OursAsync(int seed)
    {
        await using var day = new Comparison(seed);
        var (world, calls, idle) = (day._world, 0, day.Sweep());
        world.Wire.Fate = _ => day.Fate();
        for (var rotation = 0; rotation < Rotations; rotation++)
        {
            var before = day.Management;
            world.Rotations.Start(world.Stack.SecretId, day.Token(), null, null, isImmediate: true);
            day.Pass(Rotating);
            calls += day.Management - before;
            for (var until = world.Clock.GetUtcNow() + BetweenRotations; world.Clock.GetUtcNow() < until; day.Pass(BetweenSweeps))
            {
                calls += Math.Max(0, day.Sweep() - idle);
            }
        }

        return day.Score(calls);
    }

    public static async Task<RotatorScore> OfAsync(Baseline rotator, int seed)
    {
        await using var day = new Comparison(seed);
        var calls = new PlainCalls(day._world, day.Fate);
        var driver = new BaselineDriver(day._world, rotator, calls);
        for (var rotation = 0; rotation < Rotations; rotation++)
        {
            driver.Rotate(day.Token());
            day.Pass(BetweenRotations + Rotating);
        }

        return day.Score(calls.Management);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private int Management => _world.Calls.Count(call => call.Operation.Service == "apigateway");

    private int Sweep()
    {
        var before = Management;
        _world.Finish(_world.SweepAsync());
        return Management - before;
    }

    private SimulatedClient Client(TimeSpan timeToLive, bool isStock) => new(_world.Secrets, _world.Stack.SecretId, _world.Nodes, _world.Apis.Usage, _world.Clock, timeToLive) { SendsTwice = !isStock };

    private CallFate Fate() => _random.NextDouble() >= _cut ? CallFate.Served : (CallFate)(1 + _random.Next(3));

    private string Token() => new Guid([.. Enumerable.Range(0, 16).Select(_ => (byte)_random.Next(256))]).ToString();

    private void Pass(TimeSpan duration)
    {
        var started = _world.Clock.GetUtcNow();
        while (_world.Clock.GetUtcNow() < started + duration)
        {
            foreach (var upstream in DeployedStack.Upstreams)
            {
                _failed += _ours.Count(client => !client.Call(upstream));
                _failedStock += _stock.Count(client => !client.Call(upstream));
                _failedNeighbour += _world.Nodes.Pick().Find(DeployedStack.ApiId, upstream.Replace('.', '_'), _neighbour) is null ? 1 : 0;
            }

            _world.RunUntil(_world.Clock.GetUtcNow() + (duration >= Rotating && _world.Clock.GetUtcNow() < started + UntilEverybodyKnows ? Quick : Slow));
        }
    }

    private RotatorScore Score(int calls)
    {
        var named = Labels.Select(_world.ValueUnder).ToHashSet();
        var (plan, usage) = (_world.Apis.FindPlan(_world.Stack.PlanIds[0])!, _world.Apis.Usage);
        var own = _world.Apis.Keys.Where(key => key.Value != _neighbour).ToArray();
        var used = UsedBefore + (_ours.Concat(_stock).Sum(client => client.Answered) / DeployedStack.Upstreams.Length);
        var left = own.Where(key => key.Enabled && _world.Apis.IsAttached(plan.Id, key.Id)).Sum(key => usage.Remaining(plan.Id, key.Id, plan.Quota!));
        return new RotatorScore
        {
            Rotations = Rotations,
            Requests = _ours.Sum(client => client.Calls),
            Failed = _failed,
            FailedStock = _failedStock,
            FailedNeighbour = _failedNeighbour,
            Orphans = own.Count(key => key.Enabled && !named.Contains(key.Value)),
            ExtraQuota = Math.Max(0, used + left - Quota),
            Calls = calls,
        };
    }
}
