using System.Text.Json.Nodes;
using Egress.Admin;
using Egress.Admin.Calls;
using Egress.Admin.Keys;
using Egress.Emulator.ControlPlane;

namespace Egress.Simulation;

/// <summary>One seeded run: rotations, sweeps, operators, crashes and refusals, drawn from the seed, under traffic; then quiet, and everything must have settled.</summary>
internal sealed class Schedule : IAsyncDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromHours(7);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan QuietTick = TimeSpan.FromMinutes(5);
    private static readonly string[] Steps = ["createSecret", "setSecret", "testSecret", "finishSecret"];

    private readonly Random _random;
    private readonly SimulationOptions _options;
    private readonly SimulatedWorld _world;
    private readonly Invariants _invariants;
    private readonly SimulatedClient[] _clients;
    private readonly List<(Task<JsonNode?> Task, JsonObject Request, int Tries)> _running = [];
    private readonly double _faults;
    private readonly List<string> _log = [];
    private ViolationException? _violation;
    private int _changes = -1;
    private bool _isQuiet;

    public Schedule(int seed)
    {
        _random = new Random(seed);
        _options = SimulationOptions.Of(seed);
        _world = new SimulatedWorld(_options);
        _invariants = new Invariants(_world);
        _faults = _random.Next(3) switch { 0 => 0, 1 => 0.01, _ => 0.04 };
        _world.Wire.Fate = _ => DrawFate();
        _world.Watch = Watch;
        _world.RunUntil(_world.Clock.GetUtcNow().AddMinutes(5));
        _clients = [.. Enumerable.Range(0, 4).Select(index => new SimulatedClient(_world.Secrets, _world.Stack.SecretId, _world.Nodes, _world.Apis.Usage, _world.Clock, TimeSpan.FromSeconds(5 + (index * 595))))];
    }

    public SimulatedWorld World => _world;
    public Invariants Invariants => _invariants;
    public IReadOnlyList<string> Log => _log;
    public int ClientCalls => _clients.Sum(client => client.Calls);

    public void Run()
    {
        var start = _world.Clock.GetUtcNow();
        var nextSweep = start + (BetweenSweeps * _random.NextDouble());
        var (busy, often) = _options.IsLong ? (TimeSpan.FromHours(4), 30) : (TimeSpan.FromMinutes(20), 8);
        if (!_options.IsLong)
        {
            Rotate();
        }

        for (var end = start + busy + Quiet; _world.Clock.GetUtcNow() < end && (_options.IsLong || !_isQuiet || !IsSettled());)
        {
            _isQuiet = _world.Clock.GetUtcNow() >= start + busy;
            if (_world.Clock.GetUtcNow() >= nextSweep)
            {
                nextSweep += BetweenSweeps;
                Begin(new JsonObject { ["source"] = "aws.events", ["detail-type"] = "Scheduled Event", ["time"] = _world.Clock.GetUtcNow().ToString("O") });
            }

            if (!_isQuiet && _random.Next(often) == 0)
            {
                Disturb();
            }

            Traffic();
            _world.RunUntil(_world.Clock.GetUtcNow() + (_isQuiet ? QuietTick : Tick));
            Settle();
            Check();
        }

        RequireSettled();
        _invariants.CheckSecrecy();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private void Disturb()
    {
        switch (_random.Next(9))
        {
            case 0 or 1 or 2:
                Rotate();
                break;
            case 3 when Pending() is { } pending:
                var step = Steps[_random.Next(Steps.Length)];
                Note($"a stray {step}");
                Begin(new JsonObject { ["Step"] = step, ["SecretId"] = _world.Stack.SecretId, ["ClientRequestToken"] = pending });
                break;
            case 4:
                Begin(new JsonObject { ["action"] = "rotate", ["consumer"] = "app" });
                break;
            case 5:
                Begin(new JsonObject { ["action"] = "sweep" });
                break;
            case 6 when _random.Next(2) == 0:
                Begin(new JsonObject { ["action"] = "rollback", ["consumer"] = "app" });
                break;
            case 7 when _random.Next(3) == 0:
                _invariants.IsEmergency = true;
                Revoke();
                break;
            case 8:
                Begin(new JsonObject { ["action"] = _random.Next(2) == 0 ? "list" : "usage" });
                break;
        }
    }

    private void Revoke()
    {
        var target = _random.Next(2) == 0 ? "current" : "previous";
        if (_world.ValueUnder(target == "current" ? "AWSCURRENT" : "AWSPREVIOUS") is { } value)
        {
            // Named by its fingerprint: a repetition must mean the same value.
            var fingerprint = new Egress.Probe.Contract.ApiKey(value).Fingerprint;
            Begin(new JsonObject { ["action"] = "revoke", ["consumer"] = "app", ["target"] = fingerprint, ["mode"] = "replace" });
        }
    }

    private void Rotate()
    {
        Note("rotate");
        try
        {
            _world.Rotations.Start(_world.Stack.SecretId, Token(), null, null, isImmediate: true);
        }
        catch (ControlPlaneException)
        {
            // One is under way: Secrets Manager refuses a second.
        }
    }

    private void Begin(JsonObject request)
    {
        Note((string?)request["action"] ?? (string?)request["Step"] ?? "sweep");
        _running.Add((_world.InvokeAsync(request.DeepClone()), request, 1));
    }

    // Whoever asked asks again when nothing came back; an operator gives up after some tries.
    private void Settle()
    {
        for (var index = _running.Count - 1; index >= 0; index--)
        {
            var (task, request, tries) = _running[index];
            if (!task.IsCompleted)
            {
                continue;
            }

            _running.RemoveAt(index);
            if (task.IsCompletedSuccessfully)
            {
                continue;
            }

            var failure = task.Exception?.InnerException;
            Note($"{(string?)request["action"] ?? "event"} failed: {failure?.GetType().Name} {(failure is RefusedException or CallFailedException ? failure.Message : "")}");
            if (failure is not (RefusedException or CallFailedException or CrashException or OperationCanceledException or null))
            {
                throw new InvalidOperationException("Admin failed in a way that it does not know.", failure);
            }

            if ((string?)request["action"] == "revoke" && tries < 20)
            {
                _running.Add((_world.InvokeAsync(request.DeepClone()), request, tries + 1));
            }
        }
    }

    private void Traffic()
    {
        for (var index = 0; index < _clients.Length; index++)
        {
            foreach (var upstream in DeployedStack.Upstreams)
            {
                if (!_clients[index].Call(upstream))
                {
                    throw new ViolationException("I11", $"caller {index} failed on {upstream}");
                }
            }
        }
    }

    private CallFate DrawFate() => _isQuiet || _random.NextDouble() >= _faults ? CallFate.Served : (CallFate)(1 + _random.Next(3));

    private void Watch(ControlPlaneOperation operation)
    {
        try
        {
            NoteRevocations();
            _invariants.Check();
        }
        catch (ViolationException violation)
        {
            _violation ??= violation;
        }

        if (!_isQuiet && _faults > 0 && operation.Service == "apigateway" && _random.Next(50) == 0)
        {
            throw new ControlPlaneException("TooManyRequestsException", 429, "Too Many Requests");
        }
    }

    private void Check()
    {
        NoteRevocations();
        _invariants.Check();
        if (_violation is not null)
        {
            throw _violation;
        }
    }

    // A value counts as revoked from the moment its key bears the mark.
    private void NoteRevocations()
    {
        if (_changes == _world.Apis.Changes)
        {
            return;
        }

        _changes = _world.Apis.Changes;
        foreach (var key in _world.Apis.Keys.Where(key => Stamps.Parse(key.Description) is { IsRevoked: true }))
        {
            _invariants.Revoked.Add(key.Value);
        }
    }

    // One key, enabled, current, in every plan; nothing under way.
    private bool IsSettled() => _running.Count == 0 && Pending() is null && _world.Apis.Keys.Where(key => key.Enabled).ToArray() is [var only]
        && only.Value == _world.ValueUnder("AWSCURRENT") && _world.Apis.PlansOf(only.Id).Count == DeployedStack.Upstreams.Length;

    private void RequireSettled()
    {
        if (!IsSettled())
        {
            var (enabled, current) = (_world.Apis.Keys.Where(key => key.Enabled).ToArray(), _world.ValueUnder("AWSCURRENT"));
            throw new ViolationException("I5", $"after {Quiet.TotalHours} quiet hours {_running.Count} invocations run, AWSPENDING is {(Pending() is null ? "nowhere" : "stuck")} and {enabled.Length} keys are enabled: {string.Join("; ", _world.Apis.Keys.Select(key => $"{key.Name} {(key.Enabled ? "enabled" : "disabled")}{(key.Value == current ? " current" : "")} [{key.Description}]"))}");
        }

        foreach (var plan in _world.Apis.Plans.Where(plan => plan.Quota is not null))
        {
            _invariants.CheckQuota(plan);
        }
    }

    private string? Pending() => _world.Secrets.Present(_world.Stack.SecretId) is var secret && secret.VersionOf("AWSPENDING") is { } pending && !pending.Has("AWSCURRENT") ? pending.Id : null;

    private string Token()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    private void Note(string what) => _log.Add($"{_world.Clock.GetUtcNow():dd HH:mm:ss} {what}");
}
