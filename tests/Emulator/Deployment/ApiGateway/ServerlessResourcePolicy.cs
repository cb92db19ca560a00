using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Egress.Emulator.Deployment.OpenApi;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>
/// <c>Auth.ResourcePolicy</c> of AWS::Serverless::Api → statements for every method of the body, after those of the body's own policy, as aws-sam-translator 1.110 writes them
/// (swagger.py, add_resource_policy).
/// </summary>
internal sealed partial class ServerlessResourcePolicy(PropertyMap settings, IReadOnlyList<string> resources)
{
    private const string CustomStatements = "CustomStatements";

    private static readonly string[] Accounts = ["AwsAccountBlacklist", "AwsAccountWhitelist"];
    private static readonly string[] Ranges = ["IpRangeBlacklist", "IpRangeWhitelist"];
    private static readonly string[] Intrinsic = ["IntrinsicVpcBlacklist", "IntrinsicVpcWhitelist", "IntrinsicVpceBlacklist", "IntrinsicVpceWhitelist"];
    private static readonly string[] Sources = ["SourceVpcBlacklist", "SourceVpcWhitelist"];

    private readonly List<JsonNode> _statements = [];

    public static string? Read(ResourceRequest request, OpenApiDocument body)
    {
        if (request.Properties.FindMap("Auth")?.FindMap("ResourcePolicy") is not { } settings)
        {
            return null;
        }

        settings.RefuseOthersThan([CustomStatements, .. Accounts, .. Ranges, .. Intrinsic, .. Sources]);
        RefuseFunctions(request);
        var stage = request.Properties.Text("StageName");
        var policy = new ServerlessResourcePolicy(settings, [.. body.Methods.Select(method => $"execute-api:/{stage}/{method.Verb}{Parameter().Replace(method.Path, "*")}")]);
        return PolicyRules.Read(new PropertyMap(new MapNode(settings.At, [new MapEntry("Policy", settings.At, new ScalarNode(settings.At, policy.Write(body.Policy)))]), settings.What), "Policy");
    }

    // SAM takes a function in place of a list apart: a Ref to a list ends up as the letters of its name. [ran]
    private static void RefuseFunctions(ResourceRequest request)
    {
        var written = (request.Declaration.Properties.Find("Auth") as MapNode)?.Find("ResourcePolicy") as MapNode;
        foreach (var entry in written?.Entries.Where(entry => entry.Key != CustomStatements && entry.Value is MapNode) ?? [])
        {
            throw new TemplateException(entry.At, $"a function as {entry.Key} of Auth.ResourcePolicy", "a list: SAM takes a function's map apart", "write its items as a list, or the policy as x-amazon-apigateway-policy in the body");
        }
    }

    private string Write(string? own)
    {
        foreach (var list in Accounts.Where(settings.Has).Reverse())
        {
            _statements.Add(Statement(list.EndsWith("Whitelist", StringComparison.Ordinal), new JsonObject { ["AWS"] = Texts(OneOrMore(list)) }));
        }

        foreach (var list in Ranges.Where(settings.Has).Reverse())
        {
            Guard(list == "IpRangeWhitelist" ? "NotIpAddress" : "IpAddress", new JsonObject { ["aws:SourceIp"] = Texts(OneOrMore(list)) });
        }

        Guard("StringEquals", Networks("Blacklist"));
        Guard("StringNotEquals", Networks("Whitelist"));
        var custom = settings.Find(CustomStatements) is { } statements ? JsonNode.Parse(NodeJson.Write(statements)) : null;
        var policy = own is null ? [] : JsonNode.Parse(own)!.AsObject();
        policy["Version"] = "2012-10-17";
        policy["Statement"] = new JsonArray([.. List(policy["Statement"]), .. _statements, .. List(custom)]);
        return policy.ToJsonString();
    }

    private JsonObject Networks(string kind)
    {
        var named = settings.Texts("SourceVpc" + kind);
        var stranger = named.FirstOrDefault(name => !name.StartsWith("vpc-", StringComparison.Ordinal) && !name.StartsWith("vpce-", StringComparison.Ordinal));
        if (stranger is not null)
        {
            throw new TemplateException(settings.LocationOf("SourceVpc" + kind), $"{stranger} in SourceVpc{kind}", "ids that begin with vpc- or vpce-: SAM drops others without a word", $"correct it, or use IntrinsicVpc{kind} or IntrinsicVpce{kind}");
        }

        var networks = new JsonObject();
        Add("aws:SourceVpc", [.. named.Where(name => name[3] == '-'), .. settings.Texts("IntrinsicVpc" + kind)]);
        Add("aws:SourceVpce", [.. named.Where(name => name[3] == 'e'), .. settings.Texts("IntrinsicVpce" + kind)]);
        return networks;

        void Add(string key, IReadOnlyList<string> values)
        {
            if (values.Count > 0)
            {
                networks[key] = Texts(values);
            }
        }
    }

    private void Guard(string conditionOperator, JsonObject condition)
    {
        if (condition.Count > 0)
        {
            var deny = Statement(isAllow: false, "*");
            deny["Condition"] = new JsonObject { [conditionOperator] = condition };
            _statements.AddRange([Statement(isAllow: true, "*"), deny]);
        }
    }

    private JsonObject Statement(bool isAllow, JsonNode principal) =>
        new() { ["Effect"] = isAllow ? "Allow" : "Deny", ["Action"] = "execute-api:Invoke", ["Resource"] = Texts(resources), ["Principal"] = principal };

    private IReadOnlyList<string> OneOrMore(string list) => settings.Find(list) is ScalarNode ? [settings.Text(list)] : settings.Texts(list);

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static IEnumerable<JsonNode> List(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list => list.Select(item => item!.DeepClone()),
        _ => [node.DeepClone()],
    };

    [GeneratedRegex(@"\{[a-zA-Z0-9._-]+\+?\}", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
