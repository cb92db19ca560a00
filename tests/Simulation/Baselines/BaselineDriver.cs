using Egress.Emulator.ControlPlane;

namespace Egress.Simulation.Baselines;

/// <summary>Starts a published rotator as its author does: by Secrets Manager in four steps, or as one function by a schedule.</summary>
internal sealed class BaselineDriver
{
    private const int Tries = 3; // a scheduled invocation that fails is tried twice more [Lambda, asynchronous invocation]

    private readonly SimulatedWorld _world;
    private readonly Baseline _rotator;
    private readonly PlainCalls _calls;

    public BaselineDriver(SimulatedWorld world, Baseline rotator, PlainCalls calls)
    {
        (_world, _rotator, _calls) = (world, rotator, calls);
        world.Instead = (step, token) => rotator.Does[step](calls, token);
    }

    public void Rotate(string token)
    {
        if (_rotator.IsDriven)
        {
            Start(token);
            return;
        }

        var old = _world.Apis.Keys.FirstOrDefault(key => key.Value == _world.ValueUnder("AWSCURRENT"))?.Id;
        _ = InvokeAsync(token);
        foreach (var (after, then) in old is null ? [] : _rotator.Later)
        {
            _ = LaterAsync(after, old!, then);
        }
    }

    private void Start(string token)
    {
        try
        {
            _world.Rotations.Start(_world.Stack.SecretId, token, null, null, isImmediate: true);
        }
        catch (ControlPlaneException)
        {
            // The rotation before it got stuck.
        }
    }

    private async Task InvokeAsync(string token)
    {
        for (var attempt = 1; attempt <= (_rotator.HidesErrors ? 1 : Tries); attempt++)
        {
            try
            {
                await _rotator.Does["rotate"](_calls, token);
                return;
            }
            catch (Exception failure) when (failure is CrashException or ControlPlaneException or InvalidOperationException)
            {
                await _calls.PauseAsync(TimeSpan.FromMinutes(attempt));
            }
        }
    }

    private async Task LaterAsync(TimeSpan after, string old, Func<PlainCalls, string, Task> then)
    {
        await _calls.PauseAsync(after);
        try
        {
            await then(_calls, old);
        }
        catch (Exception failure) when (failure is CrashException or ControlPlaneException)
        {
            // Nobody looks.
        }
    }
}
