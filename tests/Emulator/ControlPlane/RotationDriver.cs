using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Egress.Emulator.ControlPlane.SecretsManager;
using Egress.Emulator.Functions;

namespace Egress.Emulator.ControlPlane;

/// <summary>
/// Secrets Manager's side of a rotation: AWSPENDING on an empty version, then four synchronous invocations of the rotation function; any failure
/// repeats all four. Asked for or due by schedule. [user guide, "Rotation by Lambda function"]
/// </summary>
internal sealed class RotationDriver : IAsyncDisposable
{
    private static readonly string[] Steps = ["createSecret", "setSecret", "testSecret", "finishSecret"];
    private static readonly string[] ConfigurationTest = ["testSecret"];

    private readonly SecretStore _secrets;
    private readonly FunctionHost _functions;
    private readonly RotationOptions _options;
    private readonly RotationClock _clock;
    private readonly ConcurrentDictionary<string, Rotation> _running = new();

    public RotationDriver(SecretStore secrets, FunctionHost functions, RotationOptions? options = null)
    {
        (_secrets, _functions, _options) = (secrets, functions, options ?? new RotationOptions());
        _clock = new RotationClock(secrets, StartDue);
    }

    /// <summary>Each step's start and end, in order, on the thread that drives the rotation.</summary>
    public event Action<RotationStep>? Stepped;

    /// <summary>RotateSecret: checks, then lets the rotation run on its own.</summary>
    public Secret Start(string secretId, string token, string? functionArn, RotationRules? rules, bool isImmediate)
    {
        Check(_secrets.Present(secretId).Usable(), functionArn);
        var isRepetition = false;
        var secret = _secrets.Update(secretId, secret =>
        {
            var now = _secrets.Time.GetUtcNow();
            var rotation = secret.Rotation;
            isRepetition = secret.Version(token) is not null;
            var configured = rotation is { IsEnabled: true } && functionArn is null && rules is null
                ? secret
                : secret.WithRotation(functionArn ?? rotation!.FunctionArn, rules ?? rotation?.Rules ?? RotationRules.Of(null, null, null), now);
            return isRepetition ? configured : SecretVersions.StartPending(CheckIdle(configured), token, now);
        });
        if (!isRepetition)
        {
            Run(secret.Arn, token, isImmediate ? Steps : ConfigurationTest);
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
            rotation.Cancellation.Cancel();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _clock.Dispose();
        foreach (var rotation in _running.Values)
        {
            await rotation.Cancellation.CancelAsync();
            await rotation.Completion;
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

    private void Run(string arn, string token, string[] steps)
    {
        var cancellation = new CancellationTokenSource();
        var rotation = new Rotation(cancellation, new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously));
        _running[arn] = rotation;
        _ = Task.Run(async () =>
        {
            var isSuccess = false;
            try
            {
                isSuccess = await AttemptAllAsync(arn, token, steps, cancellation.Token);
            }
            catch (Exception failure) when (failure is OperationCanceledException or ControlPlaneException)
            {
                // Cancelled, or the secret was deleted meanwhile: the labels stay as they are.
            }
            finally
            {
                _running.TryRemove(KeyValuePair.Create(arn, rotation));
                rotation.Source.SetResult(isSuccess);
            }
        });
    }

    private async Task<bool> AttemptAllAsync(string arn, string token, string[] steps, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await AttemptAsync(arn, token, steps, attempt, cancellationToken))
            {
                _secrets.Update(arn, secret => Finished(secret, token, steps));
                return true;
            }

            if (attempt >= _options.MaxAttempts)
            {
                return false;
            }

            await Task.Delay(_options.RetrySpacing, _secrets.Time, cancellationToken);
            token = _options.RetriesKeepToken ? token : Renew(arn, token);
        }
    }

    private Secret Finished(Secret secret, string token, string[] steps)
    {
        var isTest = steps == ConfigurationTest;
        var cleaned = isTest || _options.RemovesPendingAfterSuccess ? SecretVersions.EndPending(secret, token) : secret;
        return isTest ? cleaned : cleaned.Rotated(_secrets.Time.GetUtcNow());
    }

    private string Renew(string arn, string token)
    {
        var next = Guid.NewGuid().ToString();
        _secrets.Update(arn, secret => SecretVersions.StartPending(SecretVersions.EndPending(secret, token), next, _secrets.Time.GetUtcNow()));
        return next;
    }

    private async Task<bool> AttemptAsync(string arn, string token, string[] steps, int attempt, CancellationToken cancellationToken)
    {
        foreach (var step in steps)
        {
            if (!await InvokeAsync(_secrets.Present(arn), token, step, attempt, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> InvokeAsync(Secret secret, string token, string step, int attempt, CancellationToken cancellationToken)
    {
        var started = _secrets.Time.GetTimestamp();
        var line = new RotationStep { SecretName = secret.Name, Token = token, Step = step, Attempt = attempt, Outcome = RotationStepOutcome.Started, At = _secrets.Time.GetUtcNow() };
        Stepped?.Invoke(line);
        var errorType = await CallAsync(secret, token, step, cancellationToken);
        Stepped?.Invoke(line with
        {
            Outcome = errorType is null ? RotationStepOutcome.Succeeded : RotationStepOutcome.Failed,
            At = _secrets.Time.GetUtcNow(),
            Duration = _secrets.Time.GetElapsedTime(started),
            ErrorType = errorType,
        });
        return errorType is null;
    }

    /// <summary>Null on success, else the error's type.</summary>
    private async Task<string?> CallAsync(Secret secret, string token, string step, CancellationToken cancellationToken)
    {
        var function = _functions.Find(secret.Rotation?.FunctionArn ?? throw new UnreachableException("A rotation runs on a secret without rotation function."));
        if (function is null)
        {
            return "ResourceNotFoundException";
        }

        var payload = new JsonObject { ["Step"] = step, ["SecretId"] = secret.Arn, ["ClientRequestToken"] = token };
        try
        {
            var result = await _functions.InvokeAsync(function, AwsJson.Bytes(payload), cancellationToken);
            return result.FunctionError is null ? null : FunctionErrors.TypeOf(result.Payload);
        }
        catch (ControlPlaneException throttled)
        {
            return throttled.ErrorType;
        }
    }

    private sealed record Rotation(CancellationTokenSource Cancellation, TaskCompletionSource<bool> Source)
    {
        public Task<bool> Completion => Source.Task;
    }
}
