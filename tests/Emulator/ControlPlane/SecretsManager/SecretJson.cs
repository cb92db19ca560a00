using System.Text.Json.Nodes;

namespace Egress.Emulator.ControlPlane.SecretsManager;

/// <summary>Secrets on the wire. Members that have no value are absent.</summary>
internal static class SecretJson
{
    public static JsonObject Id(Secret secret) => new() { ["ARN"] = secret.Arn, ["Name"] = secret.Name };

    public static JsonObject Id(Secret secret, string? versionId) => Id(secret).With("VersionId", versionId);

    /// <summary>DescribeSecret and ListSecrets differ in the name of the labels' member; only versions with labels are in it.</summary>
    public static JsonObject Of(Secret secret, string labelsMember)
    {
        var labelled = secret.Versions.Where(version => !version.Stages.IsEmpty).ToArray();
        return Id(secret)
            .With("Description", secret.Description)
            .With("KmsKeyId", secret.KmsKeyId)
            .With("RotationEnabled", secret.Rotation?.IsEnabled)
            .With("RotationLambdaARN", secret.Rotation?.FunctionArn)
            .With("RotationRules", secret.Rotation is { } rotation ? Of(rotation.Rules) : null)
            .With("LastRotatedDate", Date(secret.Rotation?.LastRotatedDate))
            .With("NextRotationDate", secret.Rotation is { IsEnabled: true, Next: { } next } ? Date(next.End) : null)
            .With("LastChangedDate", Date(secret.LastChangedDate))
            .With("LastAccessedDate", Date(secret.LastAccessedDate))
            .With("DeletedDate", Date(secret.DeletedDate))
            .With("CreatedDate", Date(secret.CreatedDate))
            .With("Tags", !secret.WasTagged ? null : new JsonArray([.. secret.Tags.Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })]))
            .With(labelsMember, labelled.Length == 0 ? null : new JsonObject(labelled.Select(version => KeyValuePair.Create(version.Id, (JsonNode?)version.Stages.ToJson()))));
    }

    public static JsonNode? Date(DateTimeOffset? date) => date is { } moment ? moment.ToUnixTimeMilliseconds() / 1000.0 : null;

    public static JsonObject With(this JsonObject json, string member, JsonNode? value)
    {
        if (value is not null)
        {
            json[member] = value;
        }

        return json;
    }

    private static JsonObject Of(RotationRules rules) => new JsonObject()
        .With("AutomaticallyAfterDays", rules.AutomaticallyAfterDays)
        .With("ScheduleExpression", rules.ScheduleExpression)
        .With("Duration", rules.Duration);
}
