using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.Contract;

/// <summary>Speaks the wire protocols to whoever listens there. The signature is none: neither the emulator nor moto checks it, moto reads the service from it.</summary>
internal sealed class ContractClient(Uri endpoint) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler()) { BaseAddress = endpoint };

    public Task<ContractAnswer> RestAsync(string verb, string target, string? json = null) => SendAsync("apigateway", new HttpMethod(verb), target, json, null);

    public Task<ContractAnswer> SecretAsync(string operation, JsonObject input) => SendAsync("secretsmanager", HttpMethod.Post, "/", input.ToJsonString(), $"secretsmanager.{operation}");

    public async Task<string> NewKeyAsync(string name, string? value = null) => (await RestAsync("POST", "/apikeys", new JsonObject { ["name"] = name, ["value"] = value, ["enabled"] = true }.ToJsonString())).Text("id");

    public async Task<string> NewPlanAsync(string name) => (await RestAsync("POST", "/usageplans", new JsonObject { ["name"] = name }.ToJsonString())).Text("id");

    /// <summary>An attached key of a plan with a daily quota.</summary>
    public async Task<(string Plan, string Key)> NewMeteredKeyAsync(int quota)
    {
        var plan = await RestAsync("POST", "/usageplans", new JsonObject { ["name"] = "p", ["quota"] = new JsonObject { ["limit"] = quota, ["period"] = "DAY" } }.ToJsonString());
        var key = await NewKeyAsync("k");
        await AttachAsync(plan.Text("id"), key);
        return (plan.Text("id"), key);
    }

    /// <summary>A stage of the API that there is, or of one made for it where APIs can be made: its collection and its name.</summary>
    public async Task<(string Stages, string Name)> NewStageAsync()
    {
        var (stages, name) = ($"/restapis/{await ApiAsync()}/stages", $"s{Guid.NewGuid():N}");
        await RestAsync("POST", stages, new JsonObject { ["stageName"] = name, ["deploymentId"] = await DeploymentAsync(stages) }.ToJsonString());
        return (stages, name);
    }

    public async Task<string> DeploymentAsync(string stages) => (string)(await RestAsync("GET", stages.Replace("/stages", "/deployments", StringComparison.Ordinal))).Items[0]!["id"]!;

    public Task<ContractAnswer> InvokeAsync(string function, string payload, params (string Name, string Value)[] headers) =>
        SendAsync("lambda", HttpMethod.Post, $"/2015-03-31/functions/{function}/invocations", payload, null, headers);

    public Task<ContractAnswer> FunctionAsync(string name) => SendAsync("lambda", HttpMethod.Get, $"/2015-03-31/functions/{name}", null, null);

    public Task<ContractAnswer> AttachAsync(string plan, string key) => RestAsync("POST", $"/usageplans/{plan}/keys", new JsonObject { ["keyId"] = key, ["keyType"] = "API_KEY" }.ToJsonString());

    /// <summary>A secret of two versions: the answer is its name, the current version and the pending one.</summary>
    public async Task<(string Name, string Current, string Pending)> NewSecretAsync()
    {
        var (name, current, pending) = ($"s-{Guid.NewGuid():N}", Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        await SecretAsync("CreateSecret", new() { ["Name"] = name, ["SecretString"] = "one", ["ClientRequestToken"] = current });
        await PutAsync(name, pending, "two", "AWSPENDING");
        return (name, current, pending);
    }

    public Task<ContractAnswer> PutAsync(string secret, string token, string value, params string[] stages) => SecretAsync("PutSecretValue", new()
    {
        ["SecretId"] = secret,
        ["ClientRequestToken"] = token,
        ["SecretString"] = value,
        ["VersionStages"] = new JsonArray([.. stages.Select(stage => (JsonNode)stage)]),
    });

    public Task<ContractAnswer> MoveAsync(string secret, string stage, string? from, string? to)
    {
        var input = new JsonObject { ["SecretId"] = secret, ["VersionStage"] = stage };
        if (from is not null)
        {
            input["RemoveFromVersionId"] = from;
        }

        if (to is not null)
        {
            input["MoveToVersionId"] = to;
        }

        return SecretAsync("UpdateSecretVersionStage", input);
    }

    public async Task<string> LabelsAsync(string secret, string version)
    {
        var described = await SecretAsync("DescribeSecret", new() { ["SecretId"] = secret });
        var stages = described.Json["VersionIdsToStages"]?[version]?.AsArray() ?? [];
        return string.Join(' ', stages.Select(stage => (string)stage!).Order());
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> ApiAsync()
    {
        if ((await RestAsync("GET", "/restapis")).Items is [{ } known, ..])
        {
            return (string)known["id"]!;
        }

        var api = (await RestAsync("POST", "/restapis", """{"name":"contract"}""")).Text("id");
        var root = (string)(await RestAsync("GET", $"/restapis/{api}/resources")).Items[0]!["id"]!;
        await RestAsync("PUT", $"/restapis/{api}/resources/{root}/methods/GET", """{"authorizationType":"NONE"}""");
        await RestAsync("PUT", $"/restapis/{api}/resources/{root}/methods/GET/integration", """{"type":"MOCK"}""");
        await RestAsync("POST", $"/restapis/{api}/deployments", "{}");
        return api;
    }

    private async Task<ContractAnswer> SendAsync(string service, HttpMethod verb, string target, string? json, string? operation, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(verb, target);
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/{service}/aws4_request, SignedHeaders=host, Signature=0");
        request.Headers.TryAddWithoutValidation("X-Amz-Target", operation);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (json is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(operation is null ? "application/json" : "application/x-amz-json-1.1");
        }

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var errorType = response.Headers.TryGetValues("x-amzn-ErrorType", out var types) ? types.First() : null;
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new ContractAnswer((int)response.StatusCode, errorType, body) { Headers = response.Headers.ToDictionary(header => header.Key, header => header.Value.First(), StringComparer.OrdinalIgnoreCase) };
    }
}
