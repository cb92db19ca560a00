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
        var present = _secrets.Present(secretId).Usable();
        Check(present, functionArn);
        var test = _running.GetValueOrDefault(present.Arn) is { MakesWay: true } running ? running : null;
        test?.Cancel();
        var isRepetition = false;
        var secret = _secrets.Update(secretId, secret =>
        {
            isRepetition = secret.Version(token) is not null;
            var configured = Configured(test is null ? secret : SecretVersions.EndTest(secret, test.Token), functionArn, rules);
            return isRepetition ? configured : Begun(CheckIdle(configured), token, isImmediate);
        });
        if (!isRepetition)
        {
            Run(secret.Arn, token, isImmediate, makesWay: false);
        }

        return secret;
    }

    /// <summary>
    /// The test of a schedule that a deployment has just set up. It makes way for a rotation: on AWS a stack takes minutes to become ready and its test is over
    /// by then; here the first RotateSecret may come within a tenth of a second.
    /// </summary>
    public void StartTest(string secretId, string token)
    {
        Check(_secrets.Present(secretId).Usable(), functionArn: null);
        var secret = _secrets.Update(secretId, secret => Begun(CheckIdle(secret), token, isImmediate: false));
        Run(secret.Arn, token, isImmediate: false, makesWay: true);
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

    private Secret Begun(Secret secret, string token, bool isImmediate) => isImmediate
        ? SecretVersions.StartPending(secret, token, _secrets.Time.GetUtcNow())
        : SecretVersions.StartTest(secret, token, _options.TestVersionHasValue, _secrets.Time.GetUtcNow());

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

    private void Run(string arn, string token, bool isImmediate, bool makesWay)
    {
        var rotation = new RotationRun(_secrets, _functions, _options, arn, token, isImmediate, step => Stepped?.Invoke(step)) { MakesWay = makesWay };
        _running[arn] = rotation;
        rotation.Start(ended: () => _running.TryRemove(KeyValuePair.Create(arn, rotation)));
    }
}
