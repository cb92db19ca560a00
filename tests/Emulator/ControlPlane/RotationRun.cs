using System.Diagnostics;
using System.Text.Json.Nodes;
using Egress.Emulator.ControlPlane.SecretsManager;
using Egress.Emulator.Functions;

namespace Egress.Emulator.ControlPlane;

/// <summary>
/// One rotation: AWSPENDING is on an empty version, now four synchronous invocations of the rotation function follow; any failure repeats all four.
/// Not immediately means that only testSecret runs. [user guide, "Rotation by Lambda function"; RotateSecret, API reference]
/// </summary>
internal sealed class RotationRun(SecretStore secrets, FunctionHost functions, RotationOptions options, string arn, string token, bool isImmediate, Action<RotationStep> stepped) : IDisposable
{
    private static readonly string[] AllSteps = ["createSecret", "setSecret", "testSecret", "finishSecret"];
    private static readonly string[] ConfigurationTest = ["testSecret"];

    private readonly CancellationTokenSource _cancellation = new();
    private readonly TaskCompletionSource<bool> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The version that it works on; another attempt may have another.</summary>
    public string Token { get; private set; } = token;

    /// <summary>A rotation that is asked for meanwhile ends this one.</summary>
    public bool MakesWay { get; init; }

    /// <summary>True: all steps succeeded in the end.</summary>
    public Task<bool> Completion => _completion.Task;

    public void Cancel() => _cancellation.Cancel();

    public void Dispose() => _cancellation.Dispose();

    public void Start(Action ended) => options.Launch(async () =>
    {
        var isSuccess = false;
        try
        {
            isSuccess = await AttemptAllAsync();
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

    private async Task<bool> AttemptAllAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await AttemptAsync(attempt))
            {
                secrets.Update(arn, Finished);
                return true;
            }

            if (attempt >= options.MaxAttempts)
            {
                return false;
            }

            await Task.Delay(options.RetrySpacing, secrets.Time, _cancellation.Token);
            if (!options.RetriesKeepToken)
            {
                RenewToken();
            }
        }
    }

    private Secret Finished(Secret secret)
    {
        if (!isImmediate)
        {
            return SecretVersions.EndTest(secret, Token);
        }

        var cleaned = options.RemovesPendingAfterSuccess ? SecretVersions.EndPending(secret, Token) : secret;
        return cleaned.Rotated(secrets.Time.GetUtcNow());
    }

    private void RenewToken()
    {
        var next = Guid.NewGuid().ToString();
        secrets.Update(arn, secret => SecretVersions.StartPending(SecretVersions.EndPending(secret, Token), next, secrets.Time.GetUtcNow()));
        Token = next;
    }

    private async Task<bool> AttemptAsync(int attempt)
    {
        foreach (var step in isImmediate ? AllSteps : ConfigurationTest)
        {
            if (!await InvokeAsync(secrets.Present(arn), step, attempt))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> InvokeAsync(Secret secret, string step, int attempt)
    {
        var begun = secrets.Time.GetTimestamp();
        var line = new RotationStep
        {
            SecretName = secret.Name,
            Token = Token,
            Step = step,
            Attempt = attempt,
            Outcome = RotationStepOutcome.Started,
            At = secrets.Time.GetUtcNow(),
        };
        stepped(line);
        var errorType = await CallAsync(secret, step);
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
    private async Task<string?> CallAsync(Secret secret, string step)
    {
        var functionArn = secret.Rotation?.FunctionArn ?? throw new UnreachableException("A rotation runs on a secret without rotation function.");
        if (functions.Find(functionArn) is not { } function)
        {
            return "ResourceNotFoundException";
        }

        var payload = new JsonObject { ["Step"] = step, ["SecretId"] = secret.Arn, ["ClientRequestToken"] = Token };
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
