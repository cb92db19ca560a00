using System.Text.Json.Nodes;
using Egress.Admin;
using Egress.Admin.Calls;

namespace Egress.Simulation;

/// <summary>One seeded run: rotations, sweeps, operators, hands, crashes and refusals, drawn from the seed, under traffic; then quiet, and everything must have settled.</summary>
internal sealed class Schedule : IAsyncDisposable
{
    private const int MostTries = 60; // a consumer that is locked out is not given up: keys of dead rotations may take all the room until their grace is over
    private static readonly TimeSpan Quiet = TimeSpan.FromHours(7);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan QuietTick = TimeSpan.FromMinutes(5);

    private readonly Random _random;
    private readonly SimulationOptions _options;
    private readonly SimulatedClient[] _clients;
    private readonly CallerRule _rule;
    private readonly List<string> _pardons = [];
    private readonly Weather _weather;
    private readonly Disturbances _disturbances;
    private readonly List<(Task<JsonNode?> Task, JsonObject Request, int Tries)> _running = [];
    private readonly List<string> _log = [];
    private ViolationException? _violation;

    public Schedule(SimulationOptions options)
    {
        (_options, _random) = (options, new Random(options.Seed));
        World = new SimulatedWorld(options);
        Invariants = new Invariants(World);
        _rule = new CallerRule(World, Invariants, options);
        _weather = new Weather(World, _random);
        _disturbances = new Disturbances(World, Invariants, _random, Begin, Note);
        World.Watch = operation =>
        {
            Look();
            _weather.Refuse(operation);
        };
        World.RunUntil(World.Clock.GetUtcNow().AddMinutes(5));
        Look(); // what is current before anything happens
        _clients = [.. CallerKind.OfSchedules(options.MaxStale).Select(kind => new SimulatedClient(World.Secrets, World.Stack.SecretId, World.Nodes, World.Apis.Usage, World.Clock, kind))];
    }

    public SimulatedWorld World { get; }
    public Invariants Invariants { get; }
    public IReadOnlyList<string> Log => _log;
    public int ClientCalls => _clients.Sum(client => client.Calls);

    /// <summary>What was seen of each kind of trouble, by its name.</summary>
    public IEnumerable<string> Troubles => _weather.Refused.Concat(_disturbances.Done).Concat(_pardons);

    public void Run()
    {
        var start = World.Clock.GetUtcNow();
        var nextSweep = start + (BetweenSweeps * _random.NextDouble());
        var (busy, often) = _options.IsLong ? (TimeSpan.FromHours(4), 30) : (TimeSpan.FromMinutes(20), 8);
        if (!_options.IsLong)
        {
            _disturbances.Rotate();
        }

        for (var (end, isQuiet) = (start + busy + Quiet, false); World.Clock.GetUtcNow() < end && (_options.IsLong || !isQuiet || !IsSettled());)
        {
            if (World.Clock.GetUtcNow() >= nextSweep)
            {
                nextSweep += BetweenSweeps;
                Begin(new JsonObject { ["source"] = "aws.events", ["detail-type"] = "Scheduled Event", ["time"] = World.Clock.GetUtcNow().ToString("O") });
            }

            if (!isQuiet && World.Clock.GetUtcNow() >= start + busy)
            {
                isQuiet = true;
                _weather.Calm();
                _disturbances.MakeGood();
            }

            if (!isQuiet)
            {
                _weather.Change();
                if (_random.Next(often) == 0)
                {
                    _disturbances.Disturb();
                }
            }

            Traffic();
            World.RunUntil(World.Clock.GetUtcNow() + (isQuiet ? QuietTick : Tick));
            Settle();
            Check();
        }

        RequireSettled();
        Invariants.CheckSecrecy();
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    private void Begin(JsonObject request)
    {
        Note((string?)request["action"] ?? (string?)request["Step"] ?? "sweep");
        _running.Add((World.InvokeAsync(request.DeepClone()), request, 1));
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
                _disturbances.Ended(request);
                continue;
            }

            var failure = task.Exception?.InnerException;
            Note($"{(string?)request["action"] ?? "event"} failed: {failure?.GetType().Name} {(failure is RefusedException or CallFailedException ? failure.Message : "")}");
            if (failure is not (RefusedException or CallFailedException or CrashException or OperationCanceledException or null))
            {
                throw new InvalidOperationException("Admin failed in a way that it does not know.", failure);
            }

            if (Disturbances.IsInsistedOn(request) && tries < MostTries)
            {
                _running.Add((World.InvokeAsync(request.DeepClone()), request, tries + 1));
            }
            else
            {
                _disturbances.Ended(request);
            }
        }
    }

    private void Traffic()
    {
        foreach (var client in _clients)
        {
            foreach (var upstream in DeployedStack.Upstreams.Where(upstream => !client.Call(upstream) && !_disturbances.Excuse(upstream)))
            {
                _pardons.Add($"{client.Kind.Name} {_rule.Pardon(client.Kind, client.Refused!) ?? throw new ViolationException("I11", $"a caller of kind {client.Kind.Name} failed on {upstream}")}");
                if (client.Kind.TimeToLive is null)
                {
                    client.Restart();
                }
            }
        }
    }

    // Within a call of Admin's a violation must not be mistaken for a failed call: it is kept for later.
    private void Look()
    {
        try
        {
            _rule.Look();
            Invariants.Check();
        }
        catch (ViolationException violation)
        {
            _violation ??= violation;
        }
    }

    private void Check()
    {
        _disturbances.Watch();
        _rule.Look();
        Invariants.Check();
        if (_violation is not null)
        {
            throw _violation;
        }
    }

    // One key, enabled, current, in every plan; nothing under way.
    private bool IsSettled() => _running.Count == 0 && _disturbances.Pending is null && _disturbances.IsOver && World.Apis.Keys.Where(key => key.Enabled).ToArray() is [var only]
        && only.Value == World.ValueUnder("AWSCURRENT") && World.Apis.PlansOf(only.Id).Count == DeployedStack.Upstreams.Length;

    private void RequireSettled()
    {
        if (!IsSettled())
        {
            var (enabled, current) = (World.Apis.Keys.Where(key => key.Enabled).ToArray(), World.ValueUnder("AWSCURRENT"));
            throw new ViolationException("I5", $"after {Quiet.TotalHours} quiet hours {_running.Count} invocations run, AWSPENDING is {(_disturbances.Pending is null ? "nowhere" : "stuck")} and {enabled.Length} keys are enabled: {string.Join("; ", World.Apis.Keys.Select(key => $"{key.Name} {(key.Enabled ? "enabled" : "disabled")}{(key.Value == current ? " current" : "")} [{key.Description}]"))}");
        }

        foreach (var plan in World.Apis.Plans.Where(plan => plan.Quota is not null))
        {
            Invariants.CheckQuota(plan);
        }
    }

    private void Note(string what) => _log.Add($"{World.Clock.GetUtcNow():dd HH:mm:ss} {what}");
}
