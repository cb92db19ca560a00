namespace Egress.Admin.Tests.Simulation;

/// <summary>I11 by kind of caller: who may be refused, with which value, and for how long.</summary>
public sealed class CallerRuleTests : IAsyncLifetime
{
    private static readonly TimeSpan MaxStale = TimeSpan.FromHours(1);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(10);
    private static readonly SimulationOptions Options = new() { Seed = 1, Nodes = 2, Propagation = TimeSpan.FromSeconds(20), Grace = TimeSpan.FromHours(2) };
    private readonly SimulatedWorld _world = new(Options);
    private Invariants _invariants = null!;
    private CallerRule _rule = null!;
    private string _old = "";

    public static TheoryData<string, string, TimeSpan, string?> Refusals => new()
    {
        { "our client reads it anew", "C6", Soon, null },
        { "it reads when it is refused", "C3", Soon, null },
        { "five seconds are not over", "C4", Soon, "holds a revoked value" },
        { "five seconds are over", "C4", Later, null },
        { "five minutes are not over", "C5", Soon, "holds a revoked value" },
        { "five minutes are over", "C5", Later, null },
        { "the hour is not over", "C2", Later, "holds a revoked value" },
        { "it reads once", "C1", Later, "holds a revoked value" },
    };

    public ValueTask InitializeAsync()
    {
        _world.RunUntil(_world.Clock.GetUtcNow().AddMinutes(5));
        _invariants = new Invariants(_world);
        (_rule, _old) = (new CallerRule(_world, _invariants, Options), _world.ValueUnder("AWSCURRENT")!);
        _world.Watch = _ => Look();
        Look();
        _world.Rotations.Start(_world.Stack.SecretId, World.Token1, null, null, isImmediate: true);
        while (_world.ValueUnder("AWSCURRENT") == _old)
        {
            _world.RunUntil(_world.Clock.GetUtcNow().AddSeconds(1));
        }

        Look();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [MemberData(nameof(Refusals))]
    public void I11_a_revoked_value_is_refused_for_as_long_as_its_holder_keeps_it(string because, string kind, TimeSpan after, string? pardon)
    {
        _invariants.Revoked.Add(_old);
        _world.RunUntil(_world.Clock.GetUtcNow() + after);

        Assert.True(_rule.Pardon(Kind(kind), _old) == pardon, because);
    }

    [Fact]
    public void I11_a_value_in_its_grace_is_refused_to_nobody_and_afterwards_to_whoever_never_reads_again()
    {
        _world.RunUntil(_world.Clock.GetUtcNow() + Later);
        Assert.All(CallerKind.OfSchedules(MaxStale), kind => Assert.Null(_rule.Pardon(kind, _old)));

        _world.RunUntil(_world.Clock.GetUtcNow() + Options.Grace);
        Assert.All(CallerKind.OfSchedules(MaxStale), kind => Assert.Equal(kind.Name == "C1" ? "outlived the grace" : null, _rule.Pardon(kind, _old)));
    }

    [Fact]
    public void I11_a_node_may_be_slow_for_as_long_as_nodes_are_but_not_to_our_client()
    {
        _world.Apis.Detach(_world.Stack.PlanIds[0], _world.Stack.AnchorKeyId);
        Look();
        Assert.All(CallerKind.OfSchedules(MaxStale), kind => Assert.Equal(kind.Name == "C6" ? null : "met a node slower than the proof", _rule.Pardon(kind, _old)));

        _world.RunUntil(_world.Clock.GetUtcNow() + Later);
        Assert.All(CallerKind.OfSchedules(MaxStale), kind => Assert.Null(_rule.Pardon(kind, _old)));
    }

    private static CallerKind Kind(string name) => CallerKind.OfSchedules(MaxStale).First(kind => kind.Name == name);

    // The invariants keep the history of labels; that they hold is not the question here.
    private void Look()
    {
        _rule.Look();
        try
        {
            _invariants.Check();
        }
        catch (ViolationException)
        {
        }
    }
}
