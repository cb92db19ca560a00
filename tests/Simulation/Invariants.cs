using System.Text.Json.Nodes;
using Egress.Admin.Keys;
using Egress.Emulator.ControlPlane;
using Egress.Emulator.ControlPlane.SecretsManager;

namespace Egress.Simulation;

/// <summary>What must hold after every event, seen from outside: from the stores, never from what Admin believes.</summary>
internal sealed class Invariants(SimulatedWorld world)
{
    private const int PassesOfAReturn = 5;
    private const int MostEnabled = 3, MostInAnEmergency = 5;
    private const int UntoldCalls = 3 * 9 * 40; // a settlement writes an absolute figure that is 40 minutes of nine callers late: the first one, its repetition, the second

    private readonly Dictionary<string, (DateTimeOffset Lost, HashSet<string> Plans)> _once = [];
    private readonly HashSet<string> _wereCurrent = [];
    private Dictionary<string, ApiKeyRecord> _keys = [];
    private readonly Dictionary<string, string> _valuesByVersion = [];
    private (int Keys, Secret Secret) _seen;
    private int _changes = -1;
    private readonly RateRule _rate = new(world);
    private string? _current;
    private HashSet<string> _plansOfCurrent = [];
    public HashSet<string> Revoked { get; } = [];

    /// <summary>A person puts a hand on this key: until Admin has repaired it, it is not Admin's fault.</summary>
    public HashSet<string> Damaged { get; } = [];

    /// <summary>Plans that an operator is taking or giving: keys follow one by one.</summary>
    public HashSet<string> Changing { get; } = [];

    public bool IsEmergency { get; set; }

    /// <summary>A value was refused before it had a successor: it stays current until it has one.</summary>
    public bool IsContained { get; set; }

    public int Checks { get; private set; }
    private DateTimeOffset Now => world.Clock.GetUtcNow();

    public void Check()
    {
        var breach = _rate.Breach();
        Require("I9", breach is null, breach ?? "");
        NoteRevocations();
        var state = (world.Apis.Changes, world.Secrets.Present(world.Stack.SecretId));
        if (state == _seen)
        {
            return; // time alone breaks nothing: it only ends graces
        }

        (_seen, Checks) = (state, Checks + 1);
        var keys = world.Apis.Keys.ToDictionary(key => key.Value);
        CheckCurrent();
        CheckGrace(keys);
        CheckValues();
        CheckTaken(keys);
        CheckRevoked(keys);
        _keys = keys;
    }

    /// <summary>Somebody may still hold this value: it is current, or was within the last grace.</summary>
    public bool IsOwed(string value) => value == _current || Now - LostAt(value) < world.Grace;

    /// <summary>When another value became current in its place; null of one that is current, or never was.</summary>
    public DateTimeOffset? LostAt(string value) => _once.TryGetValue(value, out var once) ? once.Lost : null;

    /// <summary>I8, at the end: no value in any sink.</summary>
    public void CheckSecrecy()
    {
        var values = world.Secrets.Present(world.Stack.SecretId).Versions.Select(version => version.Value?.Text).OfType<string>().Select(text => (string)JsonNode.Parse(text)!["apiKey"]!).ToArray();
        var sinks = world.LogLines.Concat(world.Metrics).Concat(world.Answers).Concat(world.Probe.Payloads)
            .Concat(world.Apis.Keys.SelectMany(key => key.Tags.Values.Append(key.Description).Append(key.Name).OfType<string>()))
            .Concat(world.Secrets.AllPresent().SelectMany(secret => secret.Tags.Values));
        Require("I8", !sinks.Any(sink => values.Any(value => sink.Contains(value, StringComparison.Ordinal))), "a value is in a log, a metric, an answer, a payload, a tag or a description");
    }

    /// <summary>I7, at the end: no settlement raised what a key may use, but for the calls that AWS had not told of yet when the key was settled.</summary>
    public void CheckQuota(UsagePlanRecord plan)
    {
        foreach (var key in world.Apis.KeysOf(plan.Id))
        {
            var used = world.Apis.Usage.Used(plan.Id, key.Id, world.Apis.Usage.Today, world.Apis.Usage.Today)[0];
            Require("I7", used + world.Apis.Usage.Remaining(plan.Id, key.Id, plan.Quota!) <= plan.Quota!.Limit + UntoldCalls, $"{key} used {used} calls of {plan.Id} and may use {world.Apis.Usage.Remaining(plan.Id, key.Id, plan.Quota!)} more; the quota is {plan.Quota!.Limit}");
        }
    }

    // I1: what becomes current was accepted often enough in a row on every granted stage.
    private void CheckCurrent()
    {
        var current = ValueUnder("AWSCURRENT");
        if (current == _current || current is null)
        {
            return;
        }

        if (_current is not null)
        {
            var needed = _wereCurrent.Contains(current) ? PassesOfAReturn : world.Options.ProbePasses;
            Require("I10", !Revoked.Contains(current), "a revoked value has become current");
            foreach (var upstream in GrantedUpstreams())
            {
                Require("I1", world.Probe.RunOf(current, upstream) >= needed, $"current after {world.Probe.RunOf(current, upstream)} passes in a row on {upstream}, expected {needed}");
            }

            _once[_current] = (Now, _plansOfCurrent);
        }

        _once.Remove(current);
        _wereCurrent.Add(current);
        (_current, _plansOfCurrent) = (current, [.. GrantedPlans()]);
    }

    // I2: whatever was current within the last grace works.
    private void CheckGrace(Dictionary<string, ApiKeyRecord> keys)
    {
        var granted = GrantedPlans();
        foreach (var (value, (lost, plans)) in _once.Append(KeyValuePair.Create(_current ?? "", (Now, _plansOfCurrent))))
        {
            if (Now - lost >= world.Grace || Revoked.Contains(value) || Damaged.Contains(value) || value.Length == 0)
            {
                continue;
            }

            Require("I2", keys.TryGetValue(value, out var key) && key.Enabled, $"a value that was current {(Now - lost).TotalMinutes:0} min ago has no enabled key");
            var attached = world.Apis.PlansOf(keys[value].Id).Select(plan => plan.Id).ToHashSet();
            Require("I2", plans.Intersect(granted).Except(Changing).All(attached.Contains), $"a value that was current {(Now - lost).TotalMinutes:0} min ago lacks a plan");
        }
    }

    // I3: no key has a value that no version held. I4: not too many.
    private void CheckValues()
    {
        foreach (var version in world.Secrets.AllPresent().SelectMany(secret => secret.Versions).Where(version => version.Value is not null && !_valuesByVersion.ContainsKey(version.Id)))
        {
            _valuesByVersion[version.Id] = (string)JsonNode.Parse(version.Value!.Text!)!["apiKey"]!;
        }

        var held = _valuesByVersion.Values;
        var managed = Managed().ToArray();
        Require("I3", managed.All(key => held.Contains(key.Value)), "a key has a value that no version holds");
        foreach (var consumer in managed.Where(key => key.Enabled).GroupBy(key => KeyName.Parse(key.Name)!.Value.Consumer))
        {
            Require("I4", consumer.Count() <= (IsEmergency ? MostInAnEmergency : MostEnabled), $"{consumer.Count()} enabled keys of {consumer.Key}: {string.Join(", ", consumer.Select(key => $"{key.Name} {key.Description}"))}");
        }
    }

    // I6: nothing is taken from a value that is current or pending; no anchor is deleted.
    private void CheckTaken(Dictionary<string, ApiKeyRecord> keys)
    {
        var inUse = new[] { ValueUnder("AWSCURRENT"), ValueUnder("AWSPENDING") };
        foreach (var (value, before) in _keys)
        {
            var isGone = !keys.TryGetValue(value, out var now);
            if (isGone || (before.Enabled && !now!.Enabled))
            {
                Require("I6", !inUse.Contains(value) || Revoked.Contains(value) || Damaged.Contains(value), $"{before} was {(isGone ? "deleted" : "disabled")} although it is current or pending");
                Require("I6", !isGone || before.Id != world.Stack.AnchorKeyId, "the anchor was deleted");
            }
        }
    }

    // I10: a revoked value is never current or previous again, nor enabled.
    private void CheckRevoked(Dictionary<string, ApiKeyRecord> keys)
    {
        foreach (var value in Revoked)
        {
            Require("I10", IsContained || ValueUnder("AWSCURRENT") != value, "a revoked value is current");
            Require("I10", !(_keys.TryGetValue(value, out var before) && !before.Enabled && keys.TryGetValue(value, out var now) && now.Enabled), "a revoked key was enabled");
        }
    }

    // A value counts as revoked from the moment its key bears the mark.
    private void NoteRevocations()
    {
        if (_changes != world.Apis.Changes)
        {
            _changes = world.Apis.Changes;
            Revoked.UnionWith(world.Apis.Keys.Where(key => Stamps.Parse(key.Description) is { IsRevoked: true }).Select(key => key.Value));
        }
    }

    private string? ValueUnder(string label) => world.Secrets.Present(world.Stack.SecretId).VersionOf(label) is { Value: not null } version
        ? _valuesByVersion.TryGetValue(version.Id, out var known) ? known : _valuesByVersion[version.Id] = (string)JsonNode.Parse(version.Value.Text!)!["apiKey"]!
        : null;

    private IEnumerable<ApiKeyRecord> Managed() => world.Apis.Keys.Where(key => key.Id != world.Stack.AnchorKeyId && KeyName.Parse(key.Name) is not null);

    private string[] GrantedPlans() => [.. world.Apis.PlansOf(world.Stack.AnchorKeyId).Select(plan => plan.Id)];

    private string[] GrantedUpstreams() => [.. world.Apis.PlansOf(world.Stack.AnchorKeyId).Where(plan => !Changing.Contains(plan.Id)).SelectMany(plan => plan.ApiStages).Select(stage => stage.StageName.Replace('_', '.'))];

    private static void Require(string invariant, bool holds, string what)
    {
        if (!holds)
        {
            throw new ViolationException(invariant, what);
        }
    }
}
