using Egress.Emulator.ControlPlane;

namespace Egress.Simulation;

/// <summary>
/// What AWS and the network do to Admin's calls, in so many of the runs: processes that end and answers that are lost at any call; single refusals and whole
/// bursts of throttling, with and without Retry-After; internal errors; an account that is full; somebody else's calls, which eat the account's rate.
/// </summary>
internal sealed class Weather
{
    private readonly SimulatedWorld _world;
    private readonly Random _random;
    private readonly double _cuts;
    private readonly List<string> _refused = [];
    private bool _isCalm;
    private DateTimeOffset _burstUntil;

    public Weather(SimulatedWorld world, Random random)
    {
        (_world, _random) = (world, random);
        _cuts = random.Next(3) switch { 0 => 0, 1 => 0.01, _ => 0.04 };
        world.Wire.Fate = _ => _isCalm || _random.NextDouble() >= _cuts ? CallFate.Served : (CallFate)(1 + _random.Next(3));
    }

    public IReadOnlyList<string> Refused => _refused;

    /// <summary>From now on everything works.</summary>
    public void Calm() => _isCalm = true;

    /// <summary>Once a minute.</summary>
    public void Change()
    {
        if (_cuts > 0 && _random.Next(20) == 0)
        {
            _burstUntil = _world.Clock.GetUtcNow().AddSeconds(1 + _random.Next(40));
            _world.Wire.RetryAfter = _random.Next(2) == 0 ? null : TimeSpan.FromSeconds(1 + _random.Next(5));
        }

        if (_cuts > 0 && _random.Next(20) == 0 && _world.Rates is { } rates)
        {
            _ = CallElsewhereAsync(rates, seconds: 10 + _random.Next(50), callsPerSecond: 4 + _random.Next(12));
        }
    }

    /// <summary>Throws where the service will not serve the call.</summary>
    public void Refuse(ControlPlaneOperation operation)
    {
        if (_isCalm || _cuts == 0)
        {
            return;
        }

        var isManagement = operation.Service == "apigateway";
        if (isManagement && (_world.Clock.GetUtcNow() < _burstUntil ? _random.Next(10) < 7 : _random.Next(50) == 0))
        {
            throw Told("throttled", ServiceFaults.Throttled(operation.Service));
        }

        if (_random.Next(100) == 0)
        {
            throw Told("internal error", ServiceFaults.Unavailable(operation.Service));
        }

        if (operation.Name == "CreateApiKey" && _random.Next(20) == 0)
        {
            throw Told("account full", ServiceFaults.LimitExceeded(operation.Service));
        }
    }

    private ControlPlaneException Told(string trouble, ControlPlaneException refusal)
    {
        _refused.Add(trouble);
        return refusal;
    }

    // Deployments and other people's tools share the account's rate.
    private async Task CallElsewhereAsync(AccountRates rates, int seconds, int callsPerSecond)
    {
        _refused.Add("foreign traffic");
        var call = new ControlPlaneOperation("apigateway", "GetRestApis", _ => throw new NotSupportedException());
        for (var second = 0; second < seconds; second++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), _world.Clock, CancellationToken.None);
            for (var index = 0; index < callsPerSecond; index++)
            {
                try
                {
                    rates.Take(call);
                }
                catch (ControlPlaneException)
                {
                    break;
                }
            }
        }
    }
}
