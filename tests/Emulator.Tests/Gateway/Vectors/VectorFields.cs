using System.Text.Json.Nodes;

namespace Egress.Emulator.Tests.Gateway.Vectors;

/// <summary>The fields of a vector that the runner acts upon; those that say the same as another or nothing about the data plane are listed as such.</summary>
internal static class VectorFields
{
    private static readonly Dictionary<string, string[]> Given = new()
    {
        ["api"] = ["accountId", "apiKeySource", "binaryMediaTypes", "endpointType", "id", "region", "resourcePolicy", "resources", "stage", "stageVariables", "vpcEndpointIds"],
        ["method"] = ["apiKeyRequired", "authorizationType", "httpMethod", "resource"],
        ["integration"] = ["connectionType", "httpMethod", "integrationResponses", "requestParameters", "requestTemplates", "type", "uri"],
        ["usagePlan"] = ["apiStages", "quota", "throttle"],
        ["apiKey"] = ["enabled", "inUsagePlan", "value"],
        ["request"] = ["body", "body_hex", "headers", "http_version", "method", "target", "url"],
        ["upstream_response"] = ["body", "body_hex", "headers", "status"],
        ["call"] = ["customised", "operation"], // of gatewayresponses.defaults, which is compared with the table of defaults
        ["requests"] = [],
        ["upstream_fault"] = [],
        ["load"] = [],
        ["caller"] = [], // "inside the VPC": the bench's listener is an endpoint
    };

    private static readonly Dictionary<string, string[]> Expect = new()
    {
        ["client_response"] = ["body_exact", "body_hex", "body_json", "body_regex", "headers", "headers_absent", "headers_complete", "headers_contain", "headers_optional", "status"],
        ["upstream_request"] = ["body", "body_hex", "headers", "headers_absent", "http_version", "method", "path", "query", "query_joined", "query_raw_contains"],
        ["gateway_view"] = ["context_path", "header_names_exact", "headers", "headers_absent", "input_params", "path", "proxy", "query_last", "query_multi", "resource"],
        ["control_plane"] = ["responseTemplates_of_every_type", "statusCode"],
        ["matched"] = [],
    };

    public static IEnumerable<string> NotUnderstood(Vector vector) => Unknown(vector.Given, Given, "given").Concat(Unknown(vector.Expect, Expect, "expect"));

    private static IEnumerable<string> Unknown(JsonObject part, Dictionary<string, string[]> known, string path) => part.SelectMany(field => !known.TryGetValue(field.Key, out var names)
        ? [$"{path}.{field.Key}"]
        : (field.Value as JsonObject)?.Select(inner => inner.Key).Where(name => !names.Contains(name)).Select(name => $"{path}.{field.Key}.{name}") ?? []);
}
