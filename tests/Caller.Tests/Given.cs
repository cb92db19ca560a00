using System.Text;
using System.Text.Json.Nodes;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using Egress.Client;
using Egress.Testing.Wire;

namespace Egress.Caller.Tests;

internal static class Given
{
    public const string Key = "KeyOne0123456789abcdefghijklmnopqrstuvwxyz";

    public static SourceGeneratorLambdaJsonSerializer<ContractJson> Serializer { get; } = new();

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Function Function(FakeGateway gateway, TimeProvider? time = null) => new(
        new HttpMessageInvoker(new EgressHandler(new EgressOptions { GatewayUrl = gateway.Url, ApiId = FakeGateway.ApiId, Mark = FakeGateway.Mark, ConnectTimeout = TimeSpan.FromMinutes(1) }, EgressKeySource.FromValue(Key))),
        new LambdaLog(),
        time ?? TimeProvider.System);

    public static MemoryStream Stream(string json) => new(Encoding.UTF8.GetBytes(json));

    /// <summary>What the function answers to an event, read as the package's type.</summary>
    public static async Task<APIGatewayProxyResponse> AnswerAsync(FakeGateway gateway, JsonObject described, TimeProvider? time = null, TimeSpan? remaining = null)
    {
        var result = await Function(gateway, time).InvokeAsync(Stream(described.ToJsonString()), new FakeContext(remaining ?? TimeSpan.FromSeconds(30)));
        return Serializer.Deserialize<APIGatewayProxyResponse>(result);
    }

    public static JsonObject Event(string method = "GET", string path = "/x", string host = "api.example.com") => new()
    {
        ["httpMethod"] = method,
        ["path"] = path,
        ["headers"] = new JsonObject { ["Host"] = host },
    };
}
