using System.Text.Json.Nodes;

namespace Egress.Template.Tests.Promises;

/// <summary>Who may call the gateway.</summary>
internal static class GatewayPromises
{
    private const string Policy = "x-amazon-apigateway-policy";

    public static IReadOnlyList<Promise> All { get; } =
    [
        new("The gateway is private", PublicApis,
            new("a regional API", t => t["EgressApi"].Properties.Put(new JsonArray("REGIONAL"), "EndpointConfiguration", "Types")),
            new("a second API", t => t.Add("Other", "AWS::ApiGateway::RestApi", "{}"))),
        new("Its policy lets in the named endpoints only", PolicyHoles,
            new("no policy", t => t.Api.Drop(Policy)),
            new("no denial", t => t.Api.At(Policy, "Statement")!.AsArray().RemoveAt(1)),
            new("a denial of some paths", t => t.Api.Put("execute-api:/*/GET/*", Policy, "Statement", "1", "Resource")),
            new("a denial that spares our VPC", t => Arm(t, "2").Put("vpc-1", "StringNotEquals", "aws:SourceVpc")),
            new("other endpoints only", t => Arm(t, "1").Drop("StringNotEquals")),
            new("a condition on the organisation, which exists with IAM only", t => t.Api.Put("o-1", Policy, "Statement", "0", "Condition", "StringEquals", "aws:PrincipalOrgID"))),
        new("Every method requires a key", Keyless,
            new("a method without one", t => t.Api.Drop("paths", "/-/carry/{proxy+}", Operation.AnyVerb, "security")),
            new("a private way without one", t => t.Api.Drop("paths", "/-/private", "Fn::If", "1", Operation.AnyVerb, "security")),
            new("a new verb without one", t => t.Api.Put(new JsonObject(), "paths", "/", "get")),
            new("a scheme that is no key", t => t.Api.Put("Authorization", "components", "securitySchemes", "api_key", "name"))),
        new("A probe is answered by the gateway, whatever its verb and media type", ProbesThatPass,
            new("one verb only, the others falling through to the upstream", t => t.Api.At("paths", "/-/probe").Move(Operation.AnyVerb, "get")),
            new("no such path", t => t.Api.Drop("paths", "/-/probe")),
            new("a proxy", t => Probe(t).Put("http_proxy", "type")),
            new("no conversion of what */* makes binary", t => Probe(t).Drop("contentHandling")),
            new("an answer without the mark", t => Probe(t).Put("'yes'", "responses", "default", "responseParameters", "method.response.header.x-egress-probe")),
            new("a mark that is not declared", t => t.Api.Drop("paths", "/-/probe", Operation.AnyVerb, "responses", "200", "headers"))),
    ];

    private static JsonNode? Probe(DeployedTemplate template) => template.Api.At("paths", "/-/probe", Operation.AnyVerb, "x-amazon-apigateway-integration");

    private static JsonNode? Arm(DeployedTemplate template, string index) => template.Api.At(Policy, "Statement", "1", "Condition", "Fn::If", index);

    private static IEnumerable<string> PublicApis(DeployedTemplate template) =>
        from api in template.OfType("AWS::ApiGateway::RestApi")
        where !api.Properties.At("EndpointConfiguration", "Types").Is(new JsonArray("PRIVATE"))
            || !api.Properties.At("EndpointConfiguration", "VpcEndpointIds").Is(new JsonArray(DeployedTemplate.MadeOrBrought("ExecuteApiEndpoint")))
        select $"{api} is {api.Properties.At("EndpointConfiguration")?.ToJsonString() ?? "public"}";

    private static IEnumerable<string> PolicyHoles(DeployedTemplate template)
    {
        var policy = template.Api.At(Policy);
        var denial = policy.At("Statement").Items().FirstOrDefault(statement => statement.Text("Effect") == "Deny");
        if (denial.Text("Principal") != "*" || denial.Text("Action") != "execute-api:Invoke" || denial.Text("Resource") != "execute-api:/*")
        {
            yield return "nothing denies every call that comes another way";
        }

        foreach (var condition in DeployedTemplate.Possible(denial.At("Condition")).Where(condition => !PinsEndpoints(condition)))
        {
            yield return $"the denial's condition is {condition?.ToJsonString() ?? "missing"}";
        }

        foreach (var key in policy.Everything().SelectMany(JsonPaths.Members).Select(member => member.Key).Where(key => key.StartsWith("aws:Principal", StringComparison.Ordinal)))
        {
            yield return $"{key} does not exist without IAM authorization";
        }
    }

    /// <summary>Operators of one condition must all match, so each further one lets more in: only a list of other endpoints may.</summary>
    private static bool PinsEndpoints(JsonNode? condition) =>
        condition.At("StringNotEquals").Is(new JsonObject { ["aws:SourceVpce"] = DeployedTemplate.MadeOrBrought("ExecuteApiEndpoint") })
        && condition.Members().All(operation => operation.Key == "StringNotEquals"
            || (operation.Key == "StringNotLike" && operation.Value.Is(new JsonObject { ["aws:SourceVpce"] = DeployedTemplate.Reference("AdditionalVpcEndpointIds") })));

    private static IEnumerable<string> Keyless(DeployedTemplate template)
    {
        var scheme = template.Api.At("components", "securitySchemes", "api_key");
        if (scheme.Text("type") != "apiKey" || scheme.Text("in") != "header" || scheme.Text("name") != "x-api-key")
        {
            yield return $"the scheme api_key is {scheme?.ToJsonString() ?? "missing"}";
        }

        foreach (var operation in template.Operations.Where(operation => !operation.Declaration.At("security").Is(JsonNode.Parse("""[{"api_key": []}]"""))))
        {
            yield return $"{operation} requires {operation.Declaration.At("security")?.ToJsonString() ?? "nothing"}";
        }
    }

    private static IEnumerable<string> ProbesThatPass(DeployedTemplate template)
    {
        if (Probe(template) is not { } integration)
        {
            return ["/-/probe does not answer every verb"];
        }

        (string Fault, bool IsSound)[] checks =
        [
            ("it is no MOCK", integration.Text("type") == "mock"),
            ("its binary body is not converted", integration.Text("contentHandling") == "CONVERT_TO_TEXT"),
            ("its template gives no status", integration.Text("requestTemplates", "application/json") == """{"statusCode":200}"""),
            ("it does not bear the mark", integration.At("responses", "default", "responseParameters", "method.response.header.x-egress-probe").Is(DeployedTemplate.Marked(""))),
            ("its header is not declared", template.Api.At("paths", "/-/probe", Operation.AnyVerb, "responses", "200", "headers", "x-egress-probe") is not null),
        ];
        return checks.Where(check => !check.IsSound).Select(check => check.Fault);
    }
}
