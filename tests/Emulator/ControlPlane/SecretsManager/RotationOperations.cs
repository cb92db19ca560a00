using System.Text.Json.Nodes;

namespace Egress.Emulator.ControlPlane.SecretsManager;

/// <summary>Starting and stopping a rotation; <see cref="RotationDriver"/> does the rest.</summary>
internal sealed class RotationOperations(SecretStore store, RotationDriver rotations)
{
    public JsonNode RotateSecret(JsonObject input)
    {
        var token = input.Text("ClientRequestToken") is { } given
            ? SecretRules.CheckToken(given)
            : throw SecretErrors.InvalidParameter("You must provide a ClientRequestToken value. We recommend a UUID-type value."); // another type than elsewhere, recorded
        var rules = input.Object("RotationRules") is { } asked
            ? RotationRules.Of(asked.Whole("AutomaticallyAfterDays"), asked.Text("ScheduleExpression"), asked.Text("Duration"))
            : null;
        var secret = rotations.Start(input.SecretId(), token, input.Bounded("RotationLambdaARN", 0, 2048), rules, input.Flag("RotateImmediately") ?? true);
        return SecretJson.Id(secret, token);
    }

    /// <summary>Also switches automatic rotation off, and leaves the labels as they happen to be. [API reference]</summary>
    public JsonNode CancelRotateSecret(JsonObject input)
    {
        var secret = store.Update(input.SecretId(), secret => secret.Usable().Rotation is { } rotation
            ? secret with { Rotation = rotation with { IsEnabled = false } }
            : throw SecretErrors.InvalidRequest("Rotation was never configured for this secret, so there is none to cancel."));
        rotations.Cancel(secret.Arn);
        return SecretJson.Id(secret, secret.VersionOf(SecretVersion.Pending)?.Id);
    }
}
