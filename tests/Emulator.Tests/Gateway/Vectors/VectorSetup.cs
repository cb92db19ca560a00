using System.Globalization;
using System.Text.Json.Nodes;
using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;

namespace Egress.Emulator.Tests.Gateway.Vectors;

/// <summary>Makes the API that a vector describes.</summary>
internal static class VectorSetup
{
    public static BenchSetup Of(Vector vector, SocketUpstream upstream)
    {
        var stage = StageName(vector);
        return new BenchSetup
        {
            ConnectTo = new Dictionary<string, Uri> { [GatewayBench.UpstreamHost] = upstream.Address },
            Api = Api(vector),
            Stages = [BenchSetup.StageOf(stage) with { Variables = Texts(vector.In("api.stageVariables")), AccessLogFormat = "$context.resourcePath|$context.path" }],
            Grants = [.. Grants(vector, stage)],
            Endpoint = IsPrivate(vector) ? BenchSetup.DefaultEndpoint : null,
            Region = vector.Text("api.region") ?? "us-east-1",
            AccountId = vector.Text("api.accountId") ?? "111122223333",
            Switches = vector.Id == "upstream.capture.browser" ? new GatewaySwitches { UpstreamConnectionHeader = "Keep-Alive" } : new GatewaySwitches(),
        };
    }

    public static string StageName(Vector vector) => vector.Text("api.stage") ?? "stage";

    // Whatever is not said to be on another endpoint type runs on a private one: the recordings say nothing that is not so there.
    private static bool IsPrivate(Vector vector) => (vector.Text("api.endpointType") ?? "PRIVATE") == "PRIVATE";

    private static RestApi Api(Vector vector) => new()
    {
        Id = vector.Text("api.id") ?? GatewayBench.ApiId,
        Name = vector.Id,
        EndpointType = vector.Text("api.endpointType") ?? "PRIVATE",
        VpcEndpointIds = [BenchSetup.DefaultEndpoint.Id],
        Policy = vector.In("api.resourcePolicy") switch
        {
            JsonObject policy => policy.ToJsonString(),
            null => BenchSetup.OpenPolicy,
            _ => """{"Statement":[]}""",
        },
        BinaryMediaTypes = [.. vector.In("api.binaryMediaTypes")?.AsArray().Select(type => (string)type!) ?? []],
        Resources = [.. Resources(vector)],
    };

    private static IEnumerable<ApiResource> Resources(Vector vector)
    {
        var method = Method(vector);
        var paths = vector.In("api.resources") switch
        {
            JsonObject byPath => byPath.Select(entry => (entry.Key, Verbs: entry.Value!.AsArray().Select(verb => (string)verb!))),
            JsonArray list => list.Select(path => ((string)path!, Verbs: Enumerable.Repeat("ANY", 1))),
            _ => [(vector.Text("method.resource") ?? "/{proxy+}", Enumerable.Repeat(vector.Text("method.httpMethod") ?? "ANY", 1))],
        };
        return paths.Select((entry, index) => new ApiResource(index.ToString(CultureInfo.InvariantCulture), entry.Item1, entry.Verbs.ToDictionary(verb => verb, _ => method)));
    }

    private static ApiMethod Method(Vector vector) => new()
    {
        ApiKeyRequired = vector.In("method.apiKeyRequired") is not null || vector.In("usagePlan") is not null,
        Integration = new Integration
        {
            Type = vector.Text("integration.type") == "MOCK" || vector.In("load") is not null ? "MOCK" : "HTTP_PROXY",
            HttpMethod = vector.Text("integration.httpMethod") ?? "ANY",
            Uri = Uri(vector),
            RequestParameters = RequestParameters(vector),
            RequestTemplates = vector.In("integration.requestTemplates") is { } templates ? Texts(templates) : new Dictionary<string, string> { ["application/json"] = """{"statusCode": 200}""" },
            Responses = [.. Responses(vector)],
        },
    };

    // Where a vector does not say, the integration is the plain proxy. Stage variables are filled in by the gateway, angle brackets here.
    private static string Uri(Vector vector) => vector.Text("integration.uri") ?? $"https://{GatewayBench.UpstreamHost}/";

    // What the gateway has parsed shows in mappings: one for each name that the vector asks about.
    private static Dictionary<string, string> RequestParameters(Vector vector)
    {
        var parameters = Texts(vector.In("integration.requestParameters"));
        if (vector.Expect["gateway_view"] is not JsonObject view)
        {
            return parameters;
        }

        parameters["integration.request.header.x-seen-proxy"] = "method.request.path.proxy";
        foreach (var name in VectorView.QueryNames(view))
        {
            parameters[$"integration.request.header.x-last-{name}"] = $"method.request.querystring.{name}";
            parameters[$"integration.request.header.x-multi-{name}"] = $"method.request.multivaluequerystring.{name}";
        }

        foreach (var name in VectorView.HeaderNames(view))
        {
            parameters[$"integration.request.header.x-seen-{name}"] = $"method.request.header.{name}";
        }

        return parameters;
    }

    private static IEnumerable<IntegrationResponse> Responses(Vector vector) =>
        (vector.In("integration.integrationResponses") as JsonArray ?? [new JsonObject { ["statusCode"] = "200" }]).Select(response => new IntegrationResponse(
            (string?)response!["selectionPattern"], (string)response["statusCode"]!, Texts(response["responseParameters"]), Texts(response["responseTemplates"])));

    // A key opens the stages of its plans, while it is enabled. A load needs a key that opens, whether the vector speaks of one or not.
    private static IEnumerable<(string, KeyGrant)> Grants(Vector vector, string stage)
    {
        var (key, stages) = (vector.In("apiKey"), vector.In("usagePlan.apiStages") as JsonArray);
        var isKnown = key is not null || vector.In("load") is not null;
        var opens = isKnown && (bool?)key?["enabled"] != false && (bool?)key?["inUsagePlan"] != false;
        var names = stages?.Select(name => ((string)name!).Split(':')[^1]) ?? [stage];
        return opens ? names.Select(name => (vector.Text("apiKey.value") ?? Placeholders.Key, Grant(vector, Placeholders.Fill(name)))) : [];
    }

    private static KeyGrant Grant(Vector vector, string stage) => new()
    {
        KeyId = "key",
        PlanId = "plan",
        ApiId = GatewayBench.ApiId,
        StageName = stage,
        Throttle = vector.In("usagePlan.throttle") is { } throttle ? new ThrottleLimit((double)throttle["rateLimit"]!, (int)throttle["burstLimit"]!) : null,
        Quota = vector.In("usagePlan.quota") is { } quota ? new QuotaLimit((int)quota["limit"]!, (string)quota["period"]!, (int)quota["offset"]!) : null,
    };

    private static Dictionary<string, string> Texts(JsonNode? node) =>
        (node as JsonObject)?.ToDictionary(entry => entry.Key, entry => Placeholders.Fill((string)entry.Value!)) ?? [];
}
