using System.Net.Sockets;
using System.Text;
using Egress.Emulator.Tests.Gateway.Bench;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Egress.Emulator.Tests.Deployment.ApiGateway;

/// <summary>One API, written in the three forms that people write it in, answers the same bytes over the wire in all of them, and sends the same bytes upstream.</summary>
public sealed class ThreeFormsTests : IDisposable
{
    private const string Key = "a-key-of-twenty-letters-or-more";

    // New with every answer or request, or naming the API.
    private static readonly string[] Volatile = ["Date", "x-amzn-RequestId", "x-amz-apigw-id", "X-Amzn-Trace-Id", "X-Amzn-Apigateway-Api-Id", "x-api"];

    private static readonly string[] Calls =
    [
        "GET /s/plain HTTP/1.1",
        $"GET /s/plain HTTP/1.1\r\nx-api-key: {Key}",
        $"GET /s/plain HTTP/1.1\r\nx-api-key: {Key}x",
        $"POST /s/plain HTTP/1.1\r\nx-api-key: {Key}\r\nContent-Length: 3",
        $"GET /s/a/b%20c/d/?q=1&q=2&z=%2F HTTP/1.1\r\nx-api-key: {Key}\r\nx-from: there",
        $"DELETE /s/a HTTP/1.1\r\nx-api-key: {Key}",
        $"GET /s/pets/7/toys HTTP/1.1\r\nx-api-key: {Key}\r\nx-needed: yes",
        $"GET /s/pets/7/toys HTTP/1.1\r\nx-api-key: {Key}",
        $"PUT /s/pets/7/toys HTTP/1.1\r\nx-api-key: {Key}",
        "OPTIONS /s/mock HTTP/1.1\r\nContent-Type: application/json",
        "GET /s/mock?teapot=1 HTTP/1.1\r\nContent-Type: application/json",
        "GET /s HTTP/1.1",
        "GET /s/denied HTTP/1.1",
        "GET /t/plain HTTP/1.1",
        $"GET /s/image HTTP/1.1\r\nx-api-key: {Key}\r\nAccept: image/png",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egress-forms-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory(Timeout = 60_000)]
    [InlineData("plain resources", ThreeForms.Resources)]
    [InlineData("the same body in AWS::ApiGateway::RestApi", ThreeForms.RestApi)]
    public async Task An_API_answers_the_same_in_each_form(string because, string form)
    {
        await using var upstream = SocketUpstream.Answering("HTTP/1.1 203 Fine\r\nContent-Type: image/png\r\nServer: up\r\nX-Own: 1\r\nContent-Length: 2\r\n\r\n\u00ff{");
        var expected = await TalkAsync(ThreeForms.Serverless, upstream);
        var actual = await TalkAsync(form, upstream);

        Assert.Equal(Calls.Length, expected.Answers.Count);
        foreach (var (call, one, other) in Calls.Zip(expected.Answers, actual.Answers))
        {
            Assert.True(one == other, $"{because}, {call}:\n{one}\nbut\n{other}");
        }

        Assert.Equal(expected.Upstream, actual.Upstream);
        Assert.Equal(7, expected.Upstream.Count);
        Assert.Equal(["200", "203", "400", "403", "418"], expected.Answers.Select(answer => answer.Split(' ')[1]).Distinct().Order());
    }

    private async Task<(IReadOnlyList<string> Answers, IReadOnlyList<string> Upstream)> TalkAsync(string form, SocketUpstream upstream)
    {
        var file = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(file, form, TestContext.Current.CancellationToken);
        var before = upstream.Requests.Count;
        var options = new EmulatorOptions { TemplateFile = file, ControlPort = 0, ConnectTo = new Dictionary<string, Uri> { ["httpbin.org"] = upstream.Address } };
        await using var emulator = await RunningEmulator.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
        var api = Assert.Single(emulator.Stack.RestApis).Id;
        var answers = new List<string>();
        foreach (var call in Calls)
        {
            answers.Add((await SendAsync(emulator, $"{call}\r\nHost: {api}.execute-api.us-east-1.amazonaws.com\r\n\r\n{(call.StartsWith("POST", StringComparison.Ordinal) ? "abc" : "")}")).Replace(api, "{api}", StringComparison.Ordinal));
        }

        return (answers, [.. upstream.Requests.Skip(before).Select(request => Stable(request).Replace(api, "{api}", StringComparison.Ordinal))]);
    }

    private static async Task<string> SendAsync(RunningEmulator emulator, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", Assert.Single(emulator.Endpoints).Http.Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request), TestContext.Current.CancellationToken);
        return Stable((await new RawReader(client.GetStream()).ReadAsync(hasBody: true, TestContext.Current.CancellationToken))!);
    }

    private static string Stable(RawAnswer message)
    {
        var headers = message.Headers.Where(header => !Volatile.Contains(header.Name, StringComparer.OrdinalIgnoreCase)).Select(header => $"{header.Name}: {header.Value}");
        return $"{message.FirstLine}\n{string.Join('\n', headers)}\n\n{Convert.ToHexString(message.Body)} {message.Text}";
    }
}
