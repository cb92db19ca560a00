using System.Globalization;
using Egress.Emulator.ControlPlane;

namespace Egress.Emulator.Demo;

/// <summary>A rotation while callers go on calling. Fails when a call fails, when the rotation does, and when one of the two keys is not good afterwards.</summary>
internal sealed class RotationUnderLoad(
    RunningEmulator emulator, ConsumerKey key, Func<CancellationToken, Task<string?>> call, TextWriter output, TimeProvider time)
{
    public const int Callers = 2;
    private const int LeastCalls = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly SteadyLoad _load = new(call, Callers, Pause, time);
    private readonly long _started = time.GetTimestamp();

    /// <summary>Answers the sum of it in a line.</summary>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var (before, generation) = (key.Value, key.Generation);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = _load.RunAsync(stop.Token, cancellationToken);
        try
        {
            await RotateAsync(cancellationToken);
            while (_load.Calls < LeastCalls && !running.IsCompleted)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await running;
        }

        await RequireAcceptedAsync("old", before, cancellationToken);
        await RequireAcceptedAsync("new", key.Value, cancellationToken);
        return Sum(generation);
    }

    private async Task RotateAsync(CancellationToken cancellationToken)
    {
        void Watch(RotationStep step) => Tell($"{step.Step} {step.Outcome.ToString().ToLowerInvariant()}{(step.ErrorType is null ? "" : $": {step.ErrorType}")}");
        emulator.Rotations.Stepped += Watch;
        emulator.Rotations.Start(key.Secret, Guid.NewGuid().ToString(), functionArn: null, rules: null, isImmediate: true);
        var isSuccess = await emulator.Rotations.WhenIdleAsync(key.Secret).WaitAsync(cancellationToken);
        emulator.Rotations.Stepped -= Watch;
        if (!isSuccess)
        {
            throw new EmulatorException("The rotation failed. What AdminFunction says of it: run again with --verbose.");
        }
    }

    private async Task RequireAcceptedAsync(string name, string value, CancellationToken cancellationToken)
    {
        var status = await KeyCheck.StatusAsync(emulator, value, cancellationToken);
        Tell($"the {name} key is answered {status} by every stage");
        if (status != 200)
        {
            throw new EmulatorException($"The {name} key is refused after the rotation: found status {status}, expected 200 from every stage.");
        }
    }

    private string Sum(int generation)
    {
        if (_load.FirstFailure is { } failure)
        {
            throw new EmulatorException($"{_load.Failed} of {_load.Calls} calls failed; the first: {failure}");
        }

        if (key.Generation != generation + 1)
        {
            throw new EmulatorException($"The rotation changed nothing: found key generation {key.Generation} after it, expected {generation + 1}.");
        }

        return $"{_load.Calls} calls, {_load.Failed} failed, key generation {generation} → {key.Generation}";
    }

    private void Tell(string what) => output.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"  {time.GetElapsedTime(_started).TotalSeconds,5:0.0} s  {_load.Calls,4} calls, {_load.Failed} failed  {what}"));
}
