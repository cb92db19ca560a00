using System.Text.Json.Nodes;
using Egress.Admin.Secrets;

namespace Egress.Admin.Operators;

/// <summary>Has Secrets Manager rotate a consumer's key now. It only starts that; the four steps come as events of their own.</summary>
internal sealed class RotateVerb(Consumers consumers, SecretDirectory directory, TimeProvider time) : IVerb
{
    public string Name => "rotate";

    public async Task<JsonObject> RunAsync(OperatorRun run, CancellationToken cancellationToken)
    {
        var secret = await consumers.ReadAsync(run.Consumer, cancellationToken);
        var token = run.TokenFor("rotate");
        if (secret.PendingVersion is { } pending && pending != token)
        {
            var begun = await directory.BegunAsync(secret.Id, pending, cancellationToken);
            throw new RefusedException($"A rotation of consumer {run.Consumer} is under way since {begun?.ToString("u") ?? "an unknown time"}: version {pending} bears {Label.Pending}, now is {time.GetUtcNow():u}. Wait for it; the sweep ends one that died. Nothing was changed.");
        }

        if (!secret.IsRotationEnabled)
        {
            throw new RefusedException($"Rotation is not configured for the secret of consumer {run.Consumer}. Deploy the rotation schedule, or issue the consumer again. Nothing was changed.");
        }

        if (!run.IsDryRun && !secret.LabelsByVersion.ContainsKey(token))
        {
            await directory.RotateAsync(secret.Id, token, cancellationToken);
        }

        return Answer.Of(run, "started", $"rotate the secret {secret.Id}").With("version", token);
    }
}
