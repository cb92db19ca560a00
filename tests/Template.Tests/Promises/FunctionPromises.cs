using System.Text.Json.Nodes;

namespace Egress.Template.Tests.Promises;

/// <summary>Where the functions run, and what they are told.</summary>
internal static class FunctionPromises
{
    /// <summary>The contract between the template and each function's options.</summary>
    private static readonly Dictionary<string, string[]> Variables = new()
    {
        ["CallerFunction"] = ["AWS_ENDPOINT_URL_SECRETS_MANAGER", "DOTNET_GCRegionRange", "DOTNET_GCgen0size", "Egress__ApiId", "Egress__Consumer", "Egress__GatewayUrl", "Egress__KeyFetchTimeout", "Egress__Mark", "Egress__PrivateHosts", "Egress__SecretId", "SSL_CERT_DIR", "SSL_CERT_FILE"],
        ["ProbeFunction"] = ["AWS_ENDPOINT_URL_SECRETS_MANAGER", "Egress__ApiId", "Egress__GatewayUrl", "Egress__Mark", "SSL_CERT_DIR", "SSL_CERT_FILE"],
        ["AdminFunction"] = ["AWS_ENDPOINT_URL_API_GATEWAY", "AWS_ENDPOINT_URL_LAMBDA", "AWS_ENDPOINT_URL_SECRETS_MANAGER", "Egress__AnchorKeyId", "Egress__Consumer", "Egress__KmsKeyArn", "Egress__ProbeFunction", "Egress__ProbePasses", "Egress__ProbeSpread", "Egress__RestApiId", "Egress__RotationDays", "Egress__SecretId", "Egress__Stack"],
    };

    public static IReadOnlyList<Promise> All { get; } =
    [
        new("Functions that call upstreams are in the VPC, in the callers' group; Admin is outside", Misplaced,
            new("Caller outside", t => t["CallerFunction"].Properties.Drop("VpcConfig")),
            new("Probe outside", t => t["ProbeFunction"].Properties.Drop("VpcConfig")),
            new("Caller in the endpoints' group", t => t["CallerFunction"].Properties.Put("EndpointSecurityGroup", "VpcConfig", "SecurityGroupIds", "0", "Ref")),
            new("Admin inside, where it reaches nothing", t => t["AdminFunction"].Properties.Put(new JsonObject(), "VpcConfig"))),
        new("A function is told what its options ask for, and nothing else", Misinformed,
            new("a variable less", t => Told(t, "ProbeFunction").Drop("Egress__Mark")),
            new("a variable more", t => Told(t, "AdminFunction").Put("x", "Egress__Extra")),
            new("a key, for everybody with a console to read", t => Told(t, "CallerFunction").Put("{{resolve:secretsmanager:x}}", "Egress__SecretId"))),
        new("Callers are told an address that works with and without private DNS", StrangeAddresses,
            new("one that always needs private DNS", t => Told(t, "CallerFunction").At("Egress__GatewayUrl", "Fn::If")!.AsArray().RemoveAt(2)),
            new("one with a stage", t => Told(t, "ProbeFunction").Put("https://x.execute-api.us-east-1.amazonaws.com/closed", "Egress__GatewayUrl"))),
        new("A function that speaks to AWS alone trusts the roots that its package holds, and no directory, unless told otherwise", Mistrusting,
            new("a file that is not in the package", t => Told(t, "CallerFunction").At("SSL_CERT_FILE", "Fn::If")!.AsArray()[1] = "/var/task/roots.pem"),
            new("the image's directory besides", t => Told(t, "ProbeFunction").At("SSL_CERT_DIR", "Fn::If")!.AsArray()[1] = "/etc/ssl/certs"),
            new("no way back", t => Told(t, "CallerFunction").Put("/var/task/trust/aws-roots.pem", "SSL_CERT_FILE"))),
        new("A function runs on .NET 10 and logs to a group of the stack", Stray,
            new("an older runtime", t => t["AdminFunction"].Properties.Put("dotnet8", "Runtime")),
            new("an assembly of another name", t => t["CallerFunction"].Properties.Put("Caller::Function::Handler", "Handler")),
            new("a group of Lambda's making, kept for ever", t => t["CallerFunction"].Properties.Drop("LoggingConfig"))),
    ];

    private static JsonNode? Told(DeployedTemplate template, string function) => template[function].Properties.At("Environment", "Variables");

    private static IEnumerable<string> Misplaced(DeployedTemplate template)
    {
        var inside = JsonNode.Parse("""
            {"SubnetIds": {"Fn::If": ["MakesVpc", [{"Ref": "SubnetA"}, {"Ref": "SubnetB"}], {"Ref": "SubnetIds"}]}, "SecurityGroupIds": [{"Ref": "CallerSecurityGroup"}]}
            """);
        return from function in template.Functions
               where !function.Properties.At("VpcConfig").Is(function.LogicalId == "AdminFunction" ? null : inside)
               select $"{function} is placed by {function.Properties.At("VpcConfig")?.ToJsonString() ?? "nothing"}";
    }

    private static IEnumerable<string> Misinformed(DeployedTemplate template) =>
        from function in template.Functions
        let told = Told(template, function.LogicalId).Members().ToList()
        where !told.Select(variable => variable.Key).Order(StringComparer.Ordinal).SequenceEqual(Variables[function.LogicalId])
            || told.Any(variable => variable.Value!.ToJsonString().Contains("{{resolve:", StringComparison.Ordinal))
        select $"{function} is told {string.Join(", ", told.Select(variable => variable.Key))}";

    private static IEnumerable<string> StrangeAddresses(DeployedTemplate template)
    {
        var expected = JsonNode.Parse("""
            {"Fn::If": ["HasPrivateDns", {"Fn::Sub": "https://${EgressApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}"},
             {"Fn::Sub": ["https://${EgressApi}-${Endpoint}.execute-api.${AWS::Region}.${AWS::URLSuffix}",
              {"Endpoint": {"Fn::If": ["MakesExecuteApiEndpoint", {"Ref": "ExecuteApiEndpoint"}, {"Ref": "ExecuteApiEndpointId"}]}}]}]}
            """);
        return from function in template.Functions
               let told = Told(template, function.LogicalId).At("Egress__GatewayUrl")
               where told is not null && !told.Is(expected)
               select $"{function} calls {told.ToJsonString()}";
    }

    private static IEnumerable<string> Mistrusting(DeployedTemplate template)
    {
        var (file, folder) = (Trimmed("/var/task/trust/aws-roots.pem"), Trimmed("/var/task/trust/none"));
        return from function in template.Functions
               where function.LogicalId != "AdminFunction"
               let told = Told(template, function.LogicalId)
               where !told.At("SSL_CERT_FILE").Is(file) || !told.At("SSL_CERT_DIR").Is(folder)
               select $"{function} trusts {told.At("SSL_CERT_FILE")?.ToJsonString()} and {told.At("SSL_CERT_DIR")?.ToJsonString()}";

        static JsonNode? Trimmed(string path) => JsonNode.Parse($$"""{"Fn::If": ["TrimsTrustStore", "{{path}}", {"Ref": "AWS::NoValue"}]}""");
    }

    private static IEnumerable<string> Stray(DeployedTemplate template)
    {
        var groups = template.OfType("AWS::Logs::LogGroup").Select(log => DeployedTemplate.Reference(log.LogicalId)).ToList();
        return from function in template.Functions
               let handler = function.Properties.Text("Handler")
               let runtime = function.Properties.Text("Runtime")
               let log = function.Properties.At("LoggingConfig", "LogGroup")
               where handler != "bootstrap" || runtime != "dotnet10" || !groups.Exists(log.Is)
               select $"{function} runs {handler} on {runtime} and logs to {log?.ToJsonString() ?? "a group of Lambda's making"}";
    }
}
