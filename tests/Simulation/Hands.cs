using System.Collections.Immutable;

namespace Egress.Simulation;

/// <summary>People who change things past Admin: a key in use disabled, detached or deleted, a secret that lost its tags. Each is excused until Admin has put it right.</summary>
internal sealed class Hands(SimulatedWorld world, Invariants invariants, Random random)
{
    // Until callers and nodes know that it is right again.
    private static readonly TimeSpan UntilKnown = TimeSpan.FromMinutes(2);

    private ImmutableSortedDictionary<string, string>? _tags;
    private DateTimeOffset _tagsReturn;
    private DateTimeOffset _excusedUntil;

    /// <summary>A caller that fails may owe it to a hand.</summary>
    public bool IsExcuse => world.Clock.GetUtcNow() < _excusedUntil;

    public bool IsOver => invariants.Damaged.Count == 0 && _tags is null;

    /// <summary>Does one of them; answers which, or null when there is nothing to do it to.</summary>
    public string? Damage()
    {
        if (random.Next(4) == 0)
        {
            return TakeTags();
        }

        if (world.ValueUnder("AWSCURRENT") is not { } value || world.Apis.Keys.FirstOrDefault(key => key.Value == value) is not { } key || !invariants.Damaged.Add(value))
        {
            return null;
        }

        _excusedUntil = world.Clock.GetUtcNow() + UntilKnown;
        switch (random.Next(3))
        {
            case 0:
                world.Apis.UpdateApiKey(key.Id, found => found with { Enabled = false });
                return "disabled by hand";

            case 1 when key.Id != world.Stack.AnchorKeyId:
                world.Apis.DeleteApiKey(key.Id);
                return "deleted by hand";

            case 2 when key.Id != world.Stack.AnchorKeyId && world.Apis.PlansOf(key.Id) is [var plan, ..]: // the anchor's plans declare the grants: taking one away is a denial
                world.Apis.Detach(plan.Id, key.Id);
                return "detached by hand";

            default:
                invariants.Damaged.Remove(value);
                return null;
        }
    }

    /// <summary>Notes what Admin has repaired; gives tags back whose time is over.</summary>
    public void Watch()
    {
        if (_tags is not null && world.Clock.GetUtcNow() >= _tagsReturn)
        {
            ReturnTags();
        }

        if (world.ValueUnder("AWSCURRENT") is { } current && invariants.Damaged.Contains(current))
        {
            _excusedUntil = world.Clock.GetUtcNow() + UntilKnown;
        }

        invariants.Damaged.RemoveWhere(IsRepaired);
    }

    public void ReturnTags()
    {
        if (_tags is { } tags)
        {
            _tags = null;
            world.Secrets.Update(world.Stack.SecretId, secret => secret with { Tags = tags });
        }
    }

    private string? TakeTags()
    {
        if (_tags is not null)
        {
            return null;
        }

        (_tags, _tagsReturn) = (world.Secrets.Present(world.Stack.SecretId).Tags, world.Clock.GetUtcNow().AddMinutes(10 + random.Next(60)));
        var lost = random.Next(2) == 0 ? "egress:stack" : "egress:consumer";
        world.Secrets.Update(world.Stack.SecretId, secret => secret with { Tags = secret.Tags.Remove(lost) });
        return "tags taken by hand";
    }

    // Owed no more: a rotation has gone past it, and its grace is over.
    private bool IsRepaired(string value) => invariants.Revoked.Contains(value) || !invariants.IsOwed(value)
        || (world.Apis.Keys.FirstOrDefault(key => key.Value == value) is { Enabled: true } key && world.Apis.PlansOf(world.Stack.AnchorKeyId).All(plan => world.Apis.IsAttached(plan.Id, key.Id)));
}
