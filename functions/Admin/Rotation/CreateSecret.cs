using Egress.Admin.Calls;
using Egress.Admin.Grants;
using Egress.Admin.Keys;
using Egress.Admin.Secrets;
using Egress.Probe.Contract;

namespace Egress.Admin.Rotation;

/// <summary>
/// Draws the new value and stores it as AWSPENDING, before any key has it. So the gateway never holds a value that nobody knows,
/// and a lost answer of CreateApiKey shows later as a conflict with our own value.
/// </summary>
internal sealed class CreateSecret(Versions versions, SecretStore secrets, KeyStore keys, Declaration declaration, Patience patience, TimeProvider time)
{
    // Previous, current and the one to come. A fourth means that nothing retires keys.
    private const int MostEnabledKeys = 3;
    private const int MostInAnEmergency = 5;

    public async Task<StepOutcome> RunAsync(RotationRun run, CancellationToken cancellationToken)
    {
        // 1. An earlier try may have stored the value.
        if (await versions.FindPendingAsync(run, cancellationToken) is { } known)
        {
            return new("value known", known.Document.ApiKey.Fingerprint);
        }

        // 2. Reads only: could this rotation end well?
        var current = await versions.ReadCurrentAsync(run, cancellationToken);
        await declaration.ReadAsync(run.Secret, run.Consumer, cancellationToken);
        await RequireRoomAsync(run, current.Document, cancellationToken);

        // 3. The write-ahead. Whoever was first, that version counts.
        var drawn = current.Document.Next(ApiKey.Draw(), run.KeyName, time.GetUtcNow());
        if (await secrets.TryPutPendingAsync(run.SecretId, run.Token, drawn, run.Event.RotationToken, cancellationToken))
        {
            return new("value stored", drawn.ApiKey.Fingerprint);
        }

        var theirs = await patience.UntilSeenAsync(token => versions.FindPendingAsync(run, token), cancellationToken);
        return theirs is not null
            ? new("value known", theirs.Document.ApiKey.Fingerprint)
            : throw new RefusedException($"Version {run.Token} exists, but cannot be read after {Patience.Bound.TotalSeconds} s. The step will be tried again.");
    }

    private async Task RequireRoomAsync(RotationRun run, SecretDocument current, CancellationToken cancellationToken)
    {
        // One that a hand disabled counts too, and the current one that a hand deleted: the sweep will bring them back.
        var listed = await keys.ListAsync(KeyName.PrefixOf(run.KeyName.Stack, run.Consumer), cancellationToken);
        var enabled = listed.Count(key => (key.IsEnabled || key.Stamps.DisabledAt is null) && key.Name != run.KeyName.ToString())
            + (current.KeyName is { } name && listed.All(key => key.Name != name) ? 1 : 0);
        var most = run.Event.IsOwn ? MostInAnEmergency : MostEnabledKeys;
        if (enabled >= most)
        {
            throw new RefusedException($"Consumer {run.Consumer} has {enabled} enabled keys; expected fewer than {most}. Let the sweep retire those whose grace is over, or revoke one that nobody needs by its version, which the action list tells; then rotate again.");
        }
    }
}
