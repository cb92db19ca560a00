using System.Text.RegularExpressions;

namespace Egress.Emulator.Deployment;

/// <summary>Creates a resource that exists in name only, and remembers that it does.</summary>
internal static partial class PassiveResource
{
    public static DeployedResource Create(ResourceRequest request)
    {
        var type = PassiveTypes.Find(request.Declaration.Type);
        Remember(request);
        var id = Fill(type.Id, request, "");
        return request.Deployed(id, [.. type.Attributes.Select(attribute => (attribute.Name, Fill(attribute.Value, request, id)))]);
    }

    public static void Remember(ResourceRequest request)
    {
        if (!request.Stack.NotEmulated.TryGetValue(request.Declaration.Type, out var names))
        {
            request.Stack.NotEmulated[request.Declaration.Type] = names = [];
        }

        names.Add(request.LogicalId);
    }

    private static string Fill(string pattern, ResourceRequest request, string id) =>
        Placeholder().Replace(pattern, match => Value(match.Groups[1].Value, match.Groups[2], request, id));

    private static string Value(string name, Group otherwise, ResourceRequest request, string id) => name switch
    {
        "id" => id,
        "hex" => request.Hex(17),
        "alnum" => request.Alphanumeric(12).ToUpperInvariant(),
        "uuid" => PhysicalIds.Uuid(request.Stack.Identity.StackName, request.LogicalId),
        "name" => request.GeneratedName(),
        "region" => request.Stack.Identity.Region,
        "account" => request.Stack.Identity.AccountId,
        "partition" => request.Stack.Identity.Partition,
        _ => request.Properties.FindText(name) ?? Fill(otherwise.Value, request, id),
    };

    [GeneratedRegex(@"\{(\w+)(?:\|((?:[^{}]|\{\w+\})*))?\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
