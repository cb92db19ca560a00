using System.Text.Json;

namespace Egress.Emulator.Gateway.Policy;

/// <summary>A resource policy or a VPC endpoint policy, read strictly: a construct that is not understood is an error, never ignored.</summary>
internal sealed class PolicyDocument(PolicyStatement[] statements)
{
    // Of a member that is there twice readers take either.
    private static readonly JsonDocumentOptions EachOnce = new() { AllowDuplicateProperties = false };

    /// <summary>The default policy of a VPC endpoint. [doc: Use VPC endpoint policies for private APIs]</summary>
    public static readonly PolicyDocument AllowAll = Parse("""{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""", "");

    /// <summary>What an API without a policy has.</summary>
    public static readonly PolicyDocument Empty = new([]);

    /// <summary><paramref name="apiArn"/> completes the short form of a resource: <c>execute-api:/stage/GET/path</c>.</summary>
    public static PolicyDocument Parse(string json, string apiArn)
    {
        try
        {
            using var document = JsonDocument.Parse(json, EachOnce);
            return Of(document.RootElement, apiArn);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException) // the latter: half a surrogate pair, written as an escape
        {
            throw new PolicyException("whole document", $"text that is no JSON, or has a member twice ({fault.Message})", "a JSON object with Statement");
        }
    }

    public PolicyDecision Decide(PolicyRequest request)
    {
        var decision = PolicyDecision.DeniedImplicitly;
        foreach (var statement in statements)
        {
            if (statement.Matches(request))
            {
                decision = statement.IsAllow ? PolicyDecision.Allowed : PolicyDecision.DeniedExplicitly;
            }

            if (decision == PolicyDecision.DeniedExplicitly)
            {
                return decision;
            }
        }

        return decision;
    }

    private static PolicyDocument Of(JsonElement root, string apiArn)
    {
        JsonPolicy.RequireOnly(root, "whole document", "Version", "Id", "Statement");
        if (root.TryGetProperty("Version", out var version) && version.GetRawText() is not ("\"2012-10-17\"" or "\"2008-10-17\""))
        {
            throw new PolicyException("Version", version.GetRawText(), "\"2012-10-17\" or \"2008-10-17\"");
        }

        var statement = root.TryGetProperty("Statement", out var found) ? found : throw new PolicyException("whole document", "no Statement", "Statement");
        var elements = statement.ValueKind == JsonValueKind.Array ? [.. statement.EnumerateArray()] : new[] { statement };
        return new PolicyDocument([.. elements.Select((element, index) => PolicyStatement.Of(element, $"Statement {index + 1}", apiArn))]);
    }
}
