using System.Diagnostics;
using System.Text.Json.Nodes;
using Egress.Emulator.ControlPlane.SecretsManager;
using Egress.Emulator.Functions;

namespace Egress.Emulator.ControlPlane;

/// <summary>
/// One rotation: AWSPENDING is on an empty version, now four synchronous invocations of the rotation function follow; any failure repeats all four.
/// Not immediately means that only testSecret runs. [user guide, "Rotation by Lambda function"; RotateSecret, API reference]
/// </summary>
internal sealed class RotationRun(SecretStore secrets, FunctionHost functions, RotationOptions options, string arn, bool isImmediate, Action<RotationStep> stepped) : IDisposable
{
    private static readonly string[] AllSteps = ["createSecret", "setSecret", "testSecret", "finishSecret"];
    private static readonly string[] ConfigurationTest = ["testSecret"];

    private readonly CancellationTokenSource _cancellation = new();
    private readonly TaskCompletionSource<bool> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True: all steps succeeded in the end.</summary>
    public Task<bool> Completion => _completion.Task;

    public void Cancel() => _cancellation.Cancel();

    public void Dispose() => _cancellation.Dispose();

    public void Start(string token, Action ended) => options.Launch(async () =>
    {
        var isSuccess = false;
        try
        {
            isSuccess = await AttemptAllAsync(token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or ControlPlaneException)
        {
            // Cancelled, or the secret was deleted meanwhile: the labels stay as they are.
        }
        finally
        {
            ended();
            _completion.SetResult(isSuccess);
        }
    });

    private async Task<bool> AttemptAllAsync(string token)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await AttemptAsync(token, attempt))
            {
                secrets.Update(arn, secret => Finished(secret, token));
                return true;
            }

            if (attempt >= options.MaxAttempts)
            {
                return false;
            }

            await Task.Delay(options.RetrySpacing, secrets.Time, _cancellation.Token);
            token = options.RetriesKeepToken ? token : Renew(token);
        }
    }

    private Secret Finished(Secret secret, string token)
    {
        var cleaned = options.RemovesPendingAfterSuccess || !isImmediate ? SecretVersions.EndPending(secret, token) : secret;
        return isImmediate ? cleaned.Rotated(secrets.Time.GetUtcNow()) : cleaned;
    }

    private string Renew(string token)
    {
        var next = Guid.NewGuid().ToString();
        secrets.Update(arn, secret => SecretVersions.StartPending(SecretVersions.EndPending(secret, token), next, secrets.Time.GetUtcNow()));
        return next;
    }

    private async Task<bool> AttemptAsync(string token, int attempt)
    {
        foreach (var step in isImmediate ? AllSteps : ConfigurationTest)
        {
            if (!await InvokeAsync(secrets.Present(arn), token, step, attempt))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> InvokeAsync(Secret secret, string token, string step, int attempt)
    {
        var begun = secrets.Time.GetTimestamp();
        var line = new RotationStep
        {
            SecretName = secret.Name,
            Token = token,
            Step = step,
            Attempt = attempt,
            Outcome = RotationStepOutcome.Started,
            At = secrets.Time.GetUtcNow(),
        };
        stepped(line);
        var errorType = await CallAsync(secret, token, step);
        stepped(line with
        {
            Outcome = errorType is null ? RotationStepOutcome.Succeeded : RotationStepOutcome.Failed,
            At = secrets.Time.GetUtcNow(),
            Duration = secrets.Time.GetElapsedTime(begun),
            ErrorType = errorType,
        });
        return errorType is null;
    }

    /// <summary>Null on success, else the error's type.</summary>
    private async Task<string?> CallAsync(Secret secret, string token, string step)
    {
        var functionArn = secret.Rotation?.FunctionArn ?? throw new UnreachableException("A rotation runs on a secret without rotation function.");
        if (functions.Find(functionArn) is not { } function)
        {
            return "ResourceNotFoundException";
        }

        var payload = new JsonObject { ["Step"] = step, ["SecretId"] = secret.Arn, ["ClientRequestToken"] = token };
        try
        {
            var result = await functions.InvokeAsync(function, AwsJson.Bytes(payload), _cancellation.Token);
            return result.FunctionError is null ? null : FunctionErrors.TypeOf(result.Payload);
        }
        catch (ControlPlaneException throttled)
        {
            return throttled.ErrorType;
        }
    }
}
