using System.Collections.Concurrent;
using Egress.Emulator.ControlPlane.SecretsManager;
using Egress.Emulator.Functions;

namespace Egress.Emulator.ControlPlane;

/// <summary>Secrets Manager's side of rotations, asked for or due by schedule: whether one may start, which ones run. <see cref="RotationRun"/> is one of them.</summary>
internal sealed class RotationDriver : IAsyncDisposable
{
    private readonly SecretStore _secrets;
    private readonly FunctionHost _functions;
    private readonly RotationOptions _options;
    private readonly RotationClock _clock;
    private readonly ConcurrentDictionary<string, RotationRun> _running = new();

    public RotationDriver(SecretStore secrets, FunctionHost functions, RotationOptions? options = null)
    {
        (_secrets, _functions, _options) = (secrets, functions, options ?? new RotationOptions());
        _clock = new RotationClock(secrets, StartDue);
    }

    /// <summary>Each step's start and end, in order, on the thread that drives the rotation.</summary>
    public event Action<RotationStep>? Stepped;

    /// <summary>RotateSecret: checks, then lets the rotation run on its own. A repeated token starts nothing.</summary>
    public Secret Start(string secretId, string token, string? functionArn, RotationRules? rules, bool isImmediate)
    {
        Check(_secrets.Present(secretId).Usable(), functionArn);
        var isRepetition = false;
        var secret = _secrets.Update(secretId, secret =>
        {
            isRepetition = secret.Version(token) is not null;
            var configured = Configured(secret, functionArn, rules);
            return isRepetition ? configured : SecretVersions.StartPending(CheckIdle(configured), token, _secrets.Time.GetUtcNow());
        });
        if (!isRepetition)
        {
            Run(secret.Arn, token, isImmediate);
        }

        return secret;
    }

    /// <summary>Completes when no rotation of this secret runs any more; true when the last one succeeded.</summary>
    public Task<bool> WhenIdleAsync(string secretId) =>
        _running.TryGetValue(_secrets.Present(secretId).Arn, out var rotation) ? rotation.Completion : Task.FromResult(true);

    public void Cancel(string secretArn)
    {
        if (_running.TryGetValue(secretArn, out var rotation))
        {
            rotation.Cancel();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _clock.Dispose();
        foreach (var rotation in _running.Values)
        {
            rotation.Cancel();
            await rotation.Completion;
            rotation.Dispose();
        }
    }

    private void Check(Secret secret, string? functionArn)
    {
        var function = functionArn ?? secret.Rotation?.FunctionArn ?? throw SecretErrors.InvalidRequest("No Lambda rotation function ARN is associated with this secret.");
        if (_functions.Find(function) is null)
        {
            throw SecretErrors.FunctionNotInvokable();
        }
    }

    /// <summary>A rotation that is asked for without settings keeps those of the secret, and its schedule.</summary>
    private Secret Configured(Secret secret, string? functionArn, RotationRules? rules)
    {
        var rotation = secret.Rotation;
        return rotation is { IsEnabled: true } && functionArn is null && rules is null
            ? secret
            : secret.WithRotation(functionArn ?? rotation!.FunctionArn, rules ?? rotation?.Rules ?? RotationRules.Of(null, null, null), _secrets.Time.GetUtcNow());
    }

    /// <summary>AWSPENDING on another version than AWSCURRENT means that a rotation is in progress, also when it is long dead. [RotateSecret, API reference]</summary>
    private static Secret CheckIdle(Secret secret) => secret.VersionOf(SecretVersion.Pending) is { } pending && !pending.Has(SecretVersion.Current)
        ? throw SecretErrors.InvalidRequest("A previous rotation isn't complete. That rotation will be reattempted.")
        : secret;

    private void StartDue(Secret secret)
    {
        try
        {
            Start(secret.Arn, Guid.NewGuid().ToString(), functionArn: null, rules: null, isImmediate: true);
        }
        catch (ControlPlaneException)
        {
            // A stuck AWSPENDING or a missing function: NextRotationDate stays in the past, which is how a failing schedule shows on AWS.
        }
    }

    private void Run(string arn, string token, bool isImmediate)
    {
        var rotation = new RotationRun(_secrets, _functions, _options, arn, isImmediate, step => Stepped?.Invoke(step));
        _running[arn] = rotation;
        rotation.Start(token, ended: () => _running.TryRemove(KeyValuePair.Create(arn, rotation)));
    }
}
