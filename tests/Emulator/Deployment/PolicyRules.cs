using System.Globalization;
using Egress.Emulator.Gateway.Policy;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment;

/// <summary>A policy of an API or of an execute-api endpoint, read once at load: what the gateway would not understand is told with its line.</summary>
internal static class PolicyRules
{
    // Any API will do: it only completes the short form execute-api:/….
    private const string SomeApi = "arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5";

    public static string? Read(PropertyMap properties, string name)
    {
        var policy = properties.FindJson(name);
        try
        {
            _ = policy is null ? null : PolicyDocument.Parse(policy, SomeApi);
            return policy;
        }
        catch (PolicyException fault)
        {
            throw new TemplateException(LocationOf(fault.Path, properties, name), $"a policy that cannot be read ({fault.Message})", "one of known elements, operators and keys", "correct it");
        }
    }

    // As far as the path leads: a policy that is written as one string has one place.
    private static SourceLocation LocationOf(IReadOnlyList<string> path, PropertyMap properties, string name)
    {
        var (at, node) = (properties.LocationOf(name), properties.Find(name));
        foreach (var part in path)
        {
            if (part.Split(' ') is ["Statement", var number] && (node as MapNode)?.Find("Statement") is { } statements)
            {
                node = statements is ListNode list ? list.Items[int.Parse(number, CultureInfo.InvariantCulture) - 1] : statements;
                at = node.At;
            }
            else if (node is MapNode map && map.TryGet(part, out var entry))
            {
                (at, node) = (entry.At, entry.Value);
            }
        }

        return at;
    }
}
