using System.Text;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Integrate;

public sealed class AnswerBodyTests
{
    [Theory]
    [InlineData("without a body", "HTTP/1.1 205 Reset\r\nContent-Length: 0\r\n\r\n", false)]
    [InlineData("with one, which it may not have", "HTTP/1.1 205 Reset\r\nContent-Length: 2\r\n\r\n{}", false)]
    [InlineData("streamed", "HTTP/1.1 205 Reset\r\nContent-Length: 0\r\n\r\n", true)]
    [InlineData("streamed with a body", "HTTP/1.1 205 Reset\r\nContent-Length: 2\r\n\r\n{}", true)]
    public async Task A_205_passes_and_has_no_body(string because, string bytes, bool isStreamed)
    {
        await using var upstream = SocketUpstream.Answering(bytes);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream).WithIntegration(integration => integration with { IsStreamed = isStreamed }));

        var answers = await gateway.ConverseAsync(Encoding.ASCII.GetBytes(GatewayBench.Head("GET", "/test/x") + GatewayBench.Head("GET", "/test/x", "Connection: close")));

        Assert.True(string.Join(' ', answers.Select(answer => answer.StatusCode)) == "205 205", because);
        Assert.All(answers, answer => Assert.Empty(answer.Body));
        Assert.All(answers, answer => Assert.Equal("0", answer.Header("Content-Length")));
    }
}
