using System.Text.Json;

namespace Egress.Emulator.Gateway.Policy;

/// <summary>One statement: it matches when principal, action, resource and every condition match.</summary>
internal sealed record PolicyStatement(bool IsAllow, PolicyElement Principal, PolicyElement Action, PolicyElement Resource, Condition[] Conditions)
{
    public static PolicyStatement Of(JsonElement element, string path, string apiArn)
    {
        JsonPolicy.RequireOnly(element, path, "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition");
        return new PolicyStatement(
            EffectOf(element, path),
            PolicyElement.Of(element, "Principal", path, Principals),
            PolicyElement.Of(element, "Action", path, Actions),
            PolicyElement.Of(element, "Resource", path, (value, at) => [.. JsonPolicy.Texts(value, at).Select(resource => Expand(resource, at, apiArn))]),
            element.TryGetProperty("Condition", out var conditions) ? Condition.AllOf(conditions, path + ", Condition") : []);
    }

    public bool Matches(PolicyRequest request) =>
        Principal.Matches(pattern => pattern == "*")
        && Action.Matches(pattern => Wildcard.Matches(pattern, request.Action, StringComparison.OrdinalIgnoreCase))
        && Resource.Matches(pattern => Wildcard.Matches(pattern, request.Resource))
        && Array.TrueForAll(Conditions, condition => condition.Matches(request.ValuesOf));

    private static bool EffectOf(JsonElement element, string path) => element.TryGetProperty("Effect", out var effect) ? effect.GetRawText() switch
    {
        "\"Allow\"" => true,
        "\"Deny\"" => false,
        var other => throw new PolicyException(path + ", Effect", other, "\"Allow\" or \"Deny\""),
    } : throw new PolicyException(path, "no Effect", "Effect");

    private static IReadOnlyList<string> Actions(JsonElement value, string path)
    {
        var actions = JsonPolicy.Texts(value, path);
        var stranger = actions.FirstOrDefault(action => action != "*" && action.IndexOf(':', StringComparison.Ordinal) <= 0);
        return stranger is null ? actions : throw new PolicyException(path, stranger, "* or service:action, such as execute-api:Invoke");
    }

    // Without authorization the caller is anonymous: only "*" means it, in whichever form it is written.
    private static IReadOnlyList<string> Principals(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return value.GetString() == "*" ? ["*"] : throw new PolicyException(path, value.GetRawText(), "\"*\" or an object such as {\"AWS\": \"*\"}");
        }

        JsonPolicy.RequireOnly(value, path, "AWS", "Service", "Federated", "CanonicalUser", "*");
        return [.. value.EnumerateObject().SelectMany(kind => JsonPolicy.Texts(kind.Value, path).Select(name => kind.Name is "AWS" or "*" ? name : $"{kind.Name}:{name}"))];
    }

    // Expanded on save. [validated: test_create_execute_api_vpc_endpoint]
    private static string Expand(string resource, string path, string apiArn) => resource switch
    {
        "*" => resource,
        _ when resource.StartsWith("execute-api:/", StringComparison.Ordinal) => apiArn + resource["execute-api:".Length..],
        _ when resource.Contains("${", StringComparison.Ordinal) => throw new PolicyException(path, resource, "a resource without policy variables"),
        _ when resource.StartsWith("arn:", StringComparison.Ordinal) => resource,
        _ => throw new PolicyException(path, resource, "*, an ARN or the short form execute-api:/stage/METHOD/path"),
    };
}
