using System.Text.Json.Nodes;
using Egress.Emulator.ControlPlane;
using Egress.Probe.Contract;

namespace Egress.Simulation;

/// <summary>What happens to keys in a schedule: rotations, steps that come twice or late, operators at any moment of them, and hands.</summary>
internal sealed class Disturbances(SimulatedWorld world, Invariants invariants, Random random, Action<JsonObject> begin, Action<string> note)
{
    private static readonly string[] Steps = ["createSecret", "setSecret", "testSecret", "finishSecret"];
    private static readonly TimeSpan UntilKnown = TimeSpan.FromMinutes(2); // the slowest node, and a caller's next look

    private readonly Hands _hands = new(world, invariants, random);
    private readonly List<string> _done = [];
    private DateTimeOffset _openAgain;
    private string? _denied;
    private bool _isDenying;
    private bool _isMadeGood;
    private bool _isContained;

    public IReadOnlyList<string> Done => _done;

    /// <summary>The version that a rotation is working on.</summary>
    public string? Pending => world.Secrets.Present(world.Stack.SecretId) is var secret && secret.VersionOf("AWSPENDING") is { } pending && !pending.Has("AWSCURRENT") ? pending.Id : null;

    public bool IsOver => _hands.IsOver && _denied is null;

    public static bool IsInsistedOn(JsonObject request) => (string?)request["action"] is "revoke" or "grant" or "deny";

    /// <summary>True where a failed request is what somebody asked for, or did by hand.</summary>
    public bool Excuse(string upstream) => _isContained || _hands.IsExcuse || upstream == _denied || world.Clock.GetUtcNow() < _openAgain;

    public void Disturb()
    {
        switch (random.Next(12))
        {
            case 0 or 1 or 2:
                Rotate();
                break;
            case 3 when Pending is { } pending:
                var step = Steps[random.Next(Steps.Length)];
                note($"a stray {step}");
                begin(new JsonObject { ["Step"] = step, ["SecretId"] = world.Stack.SecretId, ["ClientRequestToken"] = pending });
                break;
            case 4:
                Ask("rotate");
                break;
            case 5:
                Ask("sweep");
                break;
            case 6 when random.Next(2) == 0:
                Ask("rollback");
                break;
            case 7 when random.Next(3) == 0:
                Revoke(random.Next(6) == 0 ? "contain" : "replace");
                break;
            case 8:
                begin(new JsonObject { ["action"] = random.Next(2) == 0 ? "list" : "usage" });
                break;
            case 9 when _denied is null && random.Next(3) == 0:
                Deny();
                break;
            case 10 when _hands.Damage() is { } damage:
                Tell(damage);
                break;
            case 11 when _denied is not null && !_isDenying:
                Grant();
                break;
        }
    }

    public void Rotate()
    {
        note("rotate");
        try
        {
            world.Rotations.Start(world.Stack.SecretId, Token(), null, null, isImmediate: true);
        }
        catch (ControlPlaneException)
        {
            // One is under way: Secrets Manager refuses a second.
        }
    }

    /// <summary>Before the quiet: what was denied is granted, what was taken by hand is given back.</summary>
    public void MakeGood()
    {
        _hands.ReturnTags();
        _isMadeGood = true;
        if (_denied is not null && !_isDenying)
        {
            Grant();
        }
    }

    public void Watch() => _hands.Watch();

    /// <summary>A request was answered, or is not asked again.</summary>
    public void Ended(JsonObject request)
    {
        if ((string?)request["action"] == "deny")
        {
            _isDenying = false;
            if (_isMadeGood)
            {
                Grant();
            }
        }

        if ((string?)request["action"] == "grant" && _denied is not null)
        {
            _denied = null;
            _openAgain = world.Clock.GetUtcNow() + UntilKnown;
            invariants.Changing.Clear();
        }
    }

    private void Ask(string action)
    {
        _done.Add(action);
        var request = new JsonObject { ["action"] = action };
        if (action != "sweep")
        {
            request["consumer"] = DeployedStack.Consumer;
        }

        begin(request);
    }

    private void Deny()
    {
        Tell("deny");
        (_denied, _isDenying) = (DeployedStack.Upstreams[1], true);
        invariants.Changing.Add(world.Stack.PlanIds[1]);
        begin(new JsonObject { ["action"] = "deny", ["consumer"] = DeployedStack.Consumer, ["upstream"] = _denied });
    }

    private void Grant() => begin(new JsonObject { ["action"] = "grant", ["consumer"] = DeployedStack.Consumer, ["upstream"] = _denied });

    private void Revoke(string mode)
    {
        var target = random.Next(2) == 0 ? "current" : "previous";
        if (world.ValueUnder(target == "current" ? "AWSCURRENT" : "AWSPREVIOUS") is { } value)
        {
            Tell(mode);
            invariants.IsEmergency = true;
            _isContained = invariants.IsContained |= mode == "contain";

            // Named by its fingerprint: a repetition must mean the same value.
            begin(new JsonObject { ["action"] = "revoke", ["consumer"] = DeployedStack.Consumer, ["target"] = new ApiKey(value).Fingerprint, ["mode"] = mode });
        }
    }

    private void Tell(string what)
    {
        _done.Add(what);
        note(what);
    }

    private string Token()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }
}
