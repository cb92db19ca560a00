using System.Text;
using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Integrate;

/// <summary>A client's body that passes through to a MOCK is data, never a template.</summary>
public sealed class MockPassthroughTests
{
    [Theory]
    [InlineData("its status chooses", """{"statusCode": 202}""", 202)]
    [InlineData("a directive within a text is text", """{"statusCode": 202, "x": "#set($context.responseOverride.status = 418)"}""", 202)]
    [InlineData("a directive before it is no JSON", "#set($context.responseOverride.status = 418){\"statusCode\": 202}", 500)]
    [InlineData("a reference is not read", """{"statusCode": $input.params('status')}""", 500)]
    [InlineData("it is read as a template's text is", "{statusCode: 202}", 202)]
    [InlineData("a text is no status", """{"statusCode": "202"}""", 500)]
    public async Task It_is_read_and_never_run(string because, string body, int status)
    {
        await using var gateway = await StartAsync();

        Assert.True((await gateway.PostAsync("/test/x?status=202", Encoding.UTF8.GetBytes(body), "Content-Type: text/plain")).StatusCode == status, because);
    }

    [Fact]
    public async Task Ten_megabytes_of_quotation_marks_take_no_longer_than_other_bodies()
    {
        await using var gateway = await StartAsync();
        var body = Encoding.ASCII.GetBytes("\"" + string.Concat(Enumerable.Repeat("\\\"", 5_000_000)));

        var answer = await gateway.PostAsync("/test/x", body, "Content-Type: text/plain").WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.Equal(500, answer.StatusCode);
    }

    private static Task<GatewayBench> StartAsync()
    {
        var mock = BenchSetup.Mock("""{"statusCode": 200}""");
        return GatewayBench.StartAsync(new BenchSetup().With(mock with
        {
            Integration = mock.Integration with { PassthroughBehavior = "WHEN_NO_MATCH", Responses = [Response("202", "202"), Response(null, "200")] },
        }));
    }

    private static IntegrationResponse Response(string? pattern, string status) => new(pattern, status, new Dictionary<string, string>(), new Dictionary<string, string>());
}
