using System.Diagnostics;
using Egress.Admin.Calls;
using Egress.Admin.Secrets;

namespace Egress.Admin.Rotation;

/// <summary>
/// A rotation in Secrets Manager's four steps. Secrets Manager is the write-ahead log: the value is stored before the gateway knows it,
/// and becomes current after the gateway's nodes proved to know it. Each step may be cut off anywhere, repeated, or run twice at once.
/// </summary>
internal sealed class RotationSteps(Guard guard, CreateSecret create, SetSecret set, TestSecret test, FinishSecret finish, Audit audit)
{
    private const string Actor = "rotation";

    public async Task RunAsync(RotationEvent rotation, CancellationToken cancellationToken)
    {
        RotationRun? run = null;
        try
        {
            var step = Parse(rotation.Step);
            run = await guard.AdmitAsync(rotation, cancellationToken);
            var outcome = await RunAsync(step, run, cancellationToken);
            audit.Decided(Actor, step.ToString(), run.Consumer, outcome.Fingerprint, $"version {run.Token}: {outcome.What}");
        }
        catch (Exception failure) when (failure is RefusedException or CallFailedException)
        {
            // Before the guard has admitted it nothing is known of it but its own words.
            audit.Alarm(Actor, run is null ? "admit" : Parse(rotation.Step).ToString(), run?.Consumer ?? rotation.SecretId, null, $"version {rotation.ClientRequestToken}: {(failure is CallFailedException || run is null ? failure.Message : "refused")}; the key in use is untouched");
            throw;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            audit.Alarm(Actor, run is null ? "admit" : Parse(rotation.Step).ToString(), run?.Consumer ?? rotation.SecretId, null, $"version {rotation.ClientRequestToken}: not done when the function's time was over; the key in use is untouched");
            throw;
        }
    }

    /// <summary>All four steps at once, driven by ourselves: for the replacement of a revoked value. Cut off, it goes on with the same token.</summary>
    public async Task ReplaceAsync(SecretState secret, string token, CancellationToken cancellationToken)
    {
        var rotation = new RotationEvent { Step = nameof(RotationStep.CreateSecret), SecretId = secret.Id, ClientRequestToken = token, IsOwn = true };
        if (!secret.Has(token, Label.Pending) && !secret.Has(token, Label.Current))
        {
            await create.RunAsync(guard.Begin(secret, rotation), cancellationToken);
        }

        foreach (var step in (string[])[nameof(RotationStep.CreateSecret), nameof(RotationStep.SetSecret), nameof(RotationStep.TestSecret), nameof(RotationStep.FinishSecret)])
        {
            await RunAsync(rotation with { Step = step }, cancellationToken);
        }
    }

    private async Task<StepOutcome> RunAsync(RotationStep step, RotationRun run, CancellationToken cancellationToken) => step switch
    {
        RotationStep.FinishSecret => await finish.RunAsync(run, cancellationToken),
        _ when run.IsOver => new("already current; nothing to do"),
        RotationStep.CreateSecret => await create.RunAsync(run, cancellationToken),
        RotationStep.SetSecret => await set.RunAsync(run, cancellationToken),
        RotationStep.TestSecret => await test.RunAsync(run, cancellationToken),
        _ => throw new UnreachableException(),
    };

    /// <summary>Practice says <c>createSecret</c>, one page of the user guide <c>create_secret</c>: case and underscores do not count.</summary>
    internal static RotationStep Parse(string step) => step.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant() switch
    {
        "CREATESECRET" => RotationStep.CreateSecret,
        "SETSECRET" => RotationStep.SetSecret,
        "TESTSECRET" => RotationStep.TestSecret,
        "FINISHSECRET" => RotationStep.FinishSecret,
        _ => throw new RefusedException($"The rotation step, {step.Length} characters long, is none of createSecret, setSecret, testSecret, finishSecret. Nothing was changed."),
    };
}
