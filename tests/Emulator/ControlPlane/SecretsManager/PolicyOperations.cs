using System.Text;
using System.Text.Json.Nodes;

namespace Egress.Emulator.ControlPlane.SecretsManager;

/// <summary>A secret's resource policy: kept and shown, and asked by nobody, for every caller of the emulator may do everything.</summary>
internal sealed class PolicyOperations(SecretStore store)
{
    private const int MaxLength = 20_480;

    public JsonNode PutResourcePolicy(JsonObject input)
    {
        var (id, text) = (input.SecretId(), Policy(input));
        if (input.Flag("BlockPublicPolicy") == true && IsPublic(text))
        {
            throw SecretErrors.PublicPolicy();
        }

        return SecretJson.Id(store.Update(id, secret => secret.Usable() with { ResourcePolicy = text }));
    }

    public JsonNode GetResourcePolicy(JsonObject input)
    {
        var secret = store.Lagging(input.SecretId()).Usable();
        return SecretJson.Id(secret).With("ResourcePolicy", secret.ResourcePolicy);
    }

    public JsonNode DeleteResourcePolicy(JsonObject input) => SecretJson.Id(store.Update(input.SecretId(), secret => secret.Usable() with { ResourcePolicy = null }));

    public JsonNode ValidateResourcePolicy(JsonObject input)
    {
        if (input["SecretId"] is not null)
        {
            store.Lagging(input.SecretId());
        }

        var isPublic = IsPublic(Policy(input));
        var errors = isPublic ? new JsonArray(new JsonObject { ["CheckName"] = "PublicAccess", ["ErrorMessage"] = SecretErrors.PublicPolicy().Message }) : [];
        return new JsonObject { ["PolicyValidationPassed"] = !isPublic, ["ValidationErrors"] = errors };
    }

    private static string Policy(JsonObject input)
    {
        var text = input.Bounded("ResourcePolicy", 1, MaxLength) ?? throw SecretErrors.Violated("Value null at 'resourcePolicy'", "Member must not be null");
        return Statements(text).Length > 0 ? text : throw SecretErrors.MalformedPolicy();
    }

    private static bool IsPublic(string policy) => Statements(policy).Any(statement =>
        statement.Text("Effect") == "Allow" && statement["Condition"] is null && Principals(statement["Principal"]).Contains("*"));

    /// <summary>None where the text is no policy.</summary>
    private static JsonObject[] Statements(string policy)
    {
        try
        {
            return [.. Items(AwsJson.Parse(Encoding.UTF8.GetBytes(policy))["Statement"]).OfType<JsonObject>().Where(statement => statement.Text("Effect") is not null)];
        }
        catch (ControlPlaneException)
        {
            return [];
        }
    }

    private static IEnumerable<string> Principals(JsonNode? principal) =>
        (principal is JsonObject kinds ? kinds.SelectMany(kind => Items(kind.Value)) : Items(principal)).OfType<JsonValue>().Select(value => value.ToString());

    private static JsonNode?[] Items(JsonNode? node) => node is JsonArray items ? [.. items] : node is null ? [] : [node];
}
