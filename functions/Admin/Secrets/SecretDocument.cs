using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Egress.Admin.Keys;
using Egress.Probe.Contract;

namespace Egress.Admin.Secrets;

/// <summary>The JSON object that a version of a consumer's secret holds. Members that Admin does not know go from one generation to the next unchanged.</summary>
internal sealed class SecretDocument
{
    private const int Schema = 1;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly JsonObject _members;

    private SecretDocument(JsonObject members, string versionId, string consumer, ApiKey apiKey) => (_members, VersionId, Consumer, ApiKey) = (members, versionId, consumer, apiKey);

    public string VersionId { get; }

    public string Consumer { get; }
    public ApiKey ApiKey { get; }

    /// <summary>Absent in the template's first version, which is generation 0. For information only.</summary>
    public long Generation => Number(_members, "generation") ?? 0;

    /// <summary>The name of the key that has this value; null means the anchor key.</summary>
    public string? KeyName => Text(_members, "keyName");

    /// <summary>Reads a version's content, or says what is wrong with it without showing any of it.</summary>
    public static SecretDocument Parse(string? json, string versionId)
    {
        var members = Read(json) ?? throw Malformed(versionId, "is not a JSON object");
        if (members["schema"] is not null && Number(members, "schema") != Schema)
        {
            throw Malformed(versionId, $"has another schema than {Schema}");
        }

        var consumer = Text(members, "consumer") ?? throw Malformed(versionId, "has no text member consumer");
        var value = Text(members, "apiKey");
        return ApiKey.IsValid(value)
            ? new SecretDocument(members, versionId, consumer, new ApiKey(value!))
            : throw Malformed(versionId, "has no member apiKey of 30 to 128 letters and digits");
    }

    /// <summary>When the value was drawn; absent in the template's first version.</summary>
    public DateTimeOffset? CreatedAt => DateTimeOffset.TryParse(Text(_members, "createdAt"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    /// <summary>The first generation of a consumer that the template does not know.</summary>
    public static SecretDocument First(ApiKey value, KeyName name, DateTimeOffset now) =>
        new SecretDocument(new JsonObject { ["consumer"] = name.Consumer }, name.Token, name.Consumer, value).Next(value, name, now);

    public SecretDocument Next(ApiKey value, KeyName name, DateTimeOffset now)
    {
        var members = (JsonObject)_members.DeepClone();
        members["schema"] = Schema;
        members["apiKey"] = value.Value;
        members["generation"] = Generation + 1;
        members["keyName"] = name.ToString();
        members["createdAt"] = now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return new SecretDocument(members, name.Token, Consumer, value);
    }

    public string ToJson() => _members.ToJsonString();

    public override string ToString() => $"generation {Generation} of {Consumer}, key {ApiKey.Fingerprint}";

    private static JsonObject? Read(string? json)
    {
        try
        {
            return json is null ? null : JsonNode.Parse(json, null, Strict) as JsonObject;
        }
        catch (JsonException)
        {
            return null; // the parser's message may quote the content
        }
    }

    private static string? Text(JsonObject members, string name) => members[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static long? Number(JsonObject members, string name) => members[name] is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    private static RefusedException Malformed(string versionId, string fault) =>
        new($"Secret version {versionId} {fault}. Expected {{\"schema\":{Schema},\"consumer\":…,\"apiKey\":…}}; put a correct version, or roll back to one.");
}
