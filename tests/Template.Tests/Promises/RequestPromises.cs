using System.Text.Json.Nodes;

namespace Egress.Template.Tests.Promises;

/// <summary>What an upstream gets, and what it does not.</summary>
internal static class RequestPromises
{
    private const string Carry = "/-/carry/{proxy+}";
    private const string Private = "/-/private/{proxy+}";
    private const string Key = "integration.request.header.x-api-key";
    private const string Address = "integration.request.header.X-Forwarded-For";

    public static IReadOnlyList<Promise> All { get; } =
    [
        new("A call goes to the stage's own host, with its verb and path", StrayCalls,
            new("the path in the host", t => Integration(t, "/{proxy+}").Put("https://${stageVariables.host}{proxy}", "uri")),
            new("a fixed host", t => Integration(t, "/").Put("https://httpbin.org/", "uri")),
            new("plain HTTP", t => Integration(t, Carry).Put("http://${stageVariables.host}/{proxy}", "uri")),
            new("the path forgotten", t => Integration(t, "/{proxy+}").Put("https://${stageVariables.host}/", "uri")),
            new("a path that is not bound, so that the call fails", t => Integration(t, "/{proxy+}").Drop("requestParameters", "integration.request.path.proxy")),
            new("a path at the root, where there is none", t => Integration(t, "/").Put("https://${stageVariables.host}/{proxy}", "uri")),
            new("every verb turned into one", t => Integration(t, "/").Put("GET", "httpMethod")),
            new("one verb only", t => t.Api.At("paths", "/").Move(Operation.AnyVerb, "post")),
            new("the public host of a private path", t => Integration(t, Private).Put("https://${stageVariables.host}/{proxy}", "uri")),
            new("a function behind it", t => Integration(t, "/").Put("aws_proxy", "type"))),
        new("The gateway key never reaches an upstream", KeyLeaks,
            new("no mapping", t => Headers(t, "/").Drop(Key)),
            new("an empty constant, which may count as absent", t => Headers(t, "/{proxy+}").Put("''", Key)),
            new("another header of the client", t => Headers(t, "/").Put("method.request.header.x-api-key", Key)),
            new("a carried key that may be missing", t => Method(t, Carry).Put(false, "parameters", "1", "required")),
            new("no mapping on the private way", t => Headers(t, Private).Drop(Key)),
            new("a required header that nobody checks", t => Method(t, Carry).Drop("x-amazon-apigateway-request-validator")),
            new("a validator that checks bodies only", t => t.Api.Put(false, "x-amazon-apigateway-request-validators", "parameters", "validateRequestParameters"))),
        new("The caller's address never reaches an upstream", AddressLeaks,
            new("no mapping", t => Headers(t, Carry).Drop(Address)),
            new("no mapping on the private way", t => Headers(t, Private).Drop(Address)),
            new("the caller's own word for it", t => Headers(t, "/").Put("method.request.header.X-Forwarded-For", Address))),
        new("Headers that no mapping may write are not written", ForbiddenMappings,
            new Change("the trace header, which answers 500 on every call", t => Headers(t, "/").Put("'-'", "integration.request.header.X-Amzn-Trace-Id"))),
        new("Answers are streamed for up to 15 minutes", Buffered,
            new("a misspelt mode, which no linter sees", t => Integration(t, "/").Put("STREAMING", "responseTransferMode")),
            new("the default mode", t => Integration(t, "/{proxy+}").Drop("responseTransferMode")),
            new("16 minutes", t => Integration(t, "/").Put(960_000, "timeoutInMillis")),
            new("the default of 29 seconds", t => Integration(t, Carry).Drop("timeoutInMillis"))),
        new("A body arrives as it was sent, text or not", DamagedBodies,
            new("no binary type", t => t.Api.Drop("x-amazon-apigateway-binary-media-types")),
            new("pictures only", t => t.Api.Put(new JsonArray("image/*"), "x-amazon-apigateway-binary-media-types"))),
    ];

    private static IEnumerable<Operation> Proxies(DeployedTemplate template) => template.Operations.Where(operation => operation.Path != "/-/probe");

    private static JsonNode? Method(DeployedTemplate template, string path) => DeployedTemplate.Possible(template.Api.At("paths", path)).First().At(Operation.AnyVerb);

    private static JsonNode? Integration(DeployedTemplate template, string path) => Method(template, path).At("x-amazon-apigateway-integration");

    private static JsonNode? Headers(DeployedTemplate template, string path) => Integration(template, path).At("requestParameters");

    private static IEnumerable<string> StrayCalls(DeployedTemplate template) =>
        from operation in Proxies(template)
        let hasPath = operation.Path.EndsWith("{proxy+}", StringComparison.Ordinal)
        let isBound = operation.Integration.Text("requestParameters", "integration.request.path.proxy") == "method.request.path.proxy" && operation.Requires("path", "proxy")
        let variable = operation.IsPrivate ? "privateHost" : "host"
        where !operation.IsProxy
            || operation.Verb != Operation.AnyVerb
            || operation.Integration.Text("httpMethod") != "ANY"
            || operation.Integration.Text("uri") != $"https://${{stageVariables.{variable}}}/{(hasPath ? "{proxy}" : "")}"
            || (hasPath && !isBound)
        select $"{operation} becomes {operation.Integration.Text("httpMethod")} {operation.Integration.Text("uri")}";

    private static IEnumerable<string> KeyLeaks(DeployedTemplate template) =>
        from operation in Proxies(template)
        let written = operation.Header("x-api-key")
        let isCarried = written == "method.request.header.x-upstream-api-key" && operation.Requires("header", "x-upstream-api-key") && Validates(template, operation)
        where !IsConstant(written) && !isCarried
        select $"{operation} writes x-api-key from {written ?? "nothing"}";

    private static IEnumerable<string> AddressLeaks(DeployedTemplate template) =>
        from operation in Proxies(template)
        where !IsConstant(operation.Header("X-Forwarded-For"))
        select $"{operation} writes X-Forwarded-For from {operation.Header("X-Forwarded-For") ?? "nothing"}";

    private static IEnumerable<string> ForbiddenMappings(DeployedTemplate template) =>
        from operation in Proxies(template)
        from name in (string[])["Content-Length", "Transfer-Encoding", "X-Amzn-Trace-Id", "X-Amzn-Apigateway-Api-Id"]
        where operation.Integration.At("requestParameters").Members().Any(member => member.Key.Equals($"integration.request.header.{name}", StringComparison.OrdinalIgnoreCase))
        select $"{operation} writes {name}";

    private static IEnumerable<string> Buffered(DeployedTemplate template) =>
        from operation in Proxies(template)
        where operation.Integration.Text("responseTransferMode") != "STREAM" || !operation.Integration.At("timeoutInMillis").Is(900_000)
        select $"{operation} answers {operation.Integration.Text("responseTransferMode")} within {operation.Integration.At("timeoutInMillis")} ms";

    private static IEnumerable<string> DamagedBodies(DeployedTemplate template) =>
        template.Api.At("x-amazon-apigateway-binary-media-types").Is(new JsonArray("*/*")) ? [] : ["a body that is not UTF-8 is damaged on its way up"];

    /// <summary>A constant stands in single quotes and has at least one character.</summary>
    private static bool IsConstant(string? mapping) => mapping is ['\'', _, .., '\''];

    private static bool Validates(DeployedTemplate template, Operation operation) =>
        operation.Declaration.Text("x-amazon-apigateway-request-validator") is { } validator
        && template.Api.At("x-amazon-apigateway-request-validators", validator, "validateRequestParameters").Is(true);
}
