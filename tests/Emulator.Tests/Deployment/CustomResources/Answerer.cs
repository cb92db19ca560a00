using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Egress.Emulator.Deployment;
using Egress.Emulator.Deployment.CustomResources;
using Egress.Emulator.Functions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Egress.Emulator.Tests.Deployment.CustomResources;

/// <summary>A function behind custom resources, and the server that it puts its answers to. Null is no answer, an exception a crash.</summary>
internal sealed class Answerer : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly Func<JsonObject, string?> _answer;
    private readonly HttpClient _http = new(new SocketsHttpHandler());

    private Answerer(WebApplication web, CustomResourceChannel channel, Func<JsonObject, string?> answer) => (_web, Channel, _answer) = (web, channel, answer);

    public CustomResourceChannel Channel { get; }
    public Uri Address => new(_web.Urls.Single());
    public ConcurrentQueue<JsonObject> Requests { get; } = [];

    public static async Task<Answerer> StartAsync(Func<JsonObject, string?> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var web = builder.Build();
        var channel = new CustomResourceChannel();
        channel.Map(web);
        await web.StartAsync(TestContext.Current.CancellationToken);
        return new Answerer(web, channel, answer);
    }

    /// <summary>As the function <c>answerer</c>, which takes so long after its answer.</summary>
    public void AddTo(TestStack stack, TimeSpan duration = default)
    {
        var definition = new FunctionDefinition
        {
            LogicalId = "answerer",
            Name = "answerer",
            Arn = "arn:aws:lambda:us-east-1:123456789012:function:answerer",
            CodeFolder = "",
            Handler = "",
            Runtime = "",
        };
        stack.Targets.Functions.Add(definition, async (payload, cancellationToken) =>
        {
            await Task.Yield();
            var result = await AnswerAsync(payload, cancellationToken);
            await Task.Delay(duration, stack.Time, cancellationToken);
            return result;
        });
    }

    public Task<DeployedStack> DeliverAsync(StackDeployment deployment) => deployment.DeliverCustomResourcesAsync(Channel, Address, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _web.DisposeAsync();
    }

    private async Task<InvocationResult> AnswerAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var request = JsonNode.Parse(payload.Span)!.AsObject();
        Requests.Enqueue(request);
        try
        {
            if (_answer(request) is { } answer)
            {
                using var body = new StringContent(answer, Encoding.UTF8);
                using var response = await _http.PutAsync(new Uri((string)request["ResponseURL"]!), body, cancellationToken);
                response.EnsureSuccessStatusCode();
            }

            return new InvocationResult("null"u8.ToArray(), null, "");
        }
        catch (InvalidOperationException)
        {
            return new InvocationResult("""{"errorType":"InvalidOperationException"}"""u8.ToArray(), "Unhandled", "");
        }
    }

    /// <summary>An answer to this request, with data.</summary>
    public static string Success(JsonObject request, string id, string data) =>
        Answer(request, "SUCCESS", id).Replace("{\"Status\"", $"{{\"Data\":{data},\"Status\"", StringComparison.Ordinal);

    /// <summary>An answer to this request.</summary>
    public static string Answer(JsonObject request, string status, string id, string? reason = null)
    {
        var answer = new JsonObject
        {
            ["Status"] = status,
            ["PhysicalResourceId"] = id,
            ["StackId"] = (string?)request["StackId"],
            ["RequestId"] = (string?)request["RequestId"],
            ["LogicalResourceId"] = (string?)request["LogicalResourceId"],
        };
        if (reason is not null)
        {
            answer["Reason"] = reason;
        }

        return answer.ToJsonString();
    }
}
