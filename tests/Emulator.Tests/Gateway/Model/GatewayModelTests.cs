using Egress.Emulator.Tests.Gateway.Bench;
using FsCheck.Fluent;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Model;

/// <summary>Calls and answers at random: the rules of the data plane hold together, and not only one by one.</summary>
public sealed class GatewayModelTests
{
    private const int Known = 1_000;
    private const int New = 500;

    /// <summary>The same in each run, which meet every answer that the gateway gives itself, and others that nobody has seen.</summary>
    private static IEnumerable<int> Seeds => [.. Enumerable.Range(0, Known), .. Gen.Choose(Known, int.MaxValue).Sample(New)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_gateway_does_as_the_model_does(bool isStreamed)
    {
        Exchange? current = null;
        await using var upstream = SocketUpstream.Doing((stream, request, token) => stream.WriteAsync(current!.Answer(!request.FirstLine.StartsWith("HEAD ", StringComparison.Ordinal)), token).AsTask());
        await using var gateway = await GatewayBench.StartAsync(DesignApi.To(upstream, isStreamed));
        var (passed, refused) = (0, new HashSet<string>());

        foreach (var seed in Seeds)
        {
            current = Exchange.Draw(new Random(seed));
            var model = new GatewayModel(current, isStreamed);
            var (head, body) = current.Request();

            var answer = await gateway.SendAsync(head, body);

            var seen = upstream.Requests.Count == passed ? null : upstream.Requests[passed];
            Compare(seed, model.OwnAnswer, head, answer, seen, model, current.Status);
            passed += seen is null ? 0 : 1;
            refused.Add(model.OwnAnswer ?? "");
        }

        Assert.Equal(passed, upstream.Requests.Count);
        Assert.True(passed > Known / 5, $"{passed} calls reached the upstream: too few to show anything");
        Assert.Equal(8, refused.Count);
    }

    private static void Compare(int seed, string? own, string head, RawAnswer answer, RawAnswer? seen, GatewayModel model, int status)
    {
        var because = $"seed {seed}: {head}";
        if (own is not null)
        {
            Assert.True(seen is null, because);
            var marks = new[] { answer.Header("x-amzn-ErrorType"), answer.Header("x-egress-error") }.OfType<string>();
            Assert.Equal((because, Bodiless(own, head)), (because, Bodiless(string.Join(' ', [$"{answer.StatusCode}", .. marks, answer.Text]), head)));
            return;
        }

        Assert.True(seen is not null, because);
        Assert.Equal((because, model.FirstLine, Convert.ToHexString(model.UpstreamBody)), (because, seen.FirstLine, Convert.ToHexString(seen.Body)));
        Assert.Equal(Sorted(because, model.UpstreamHeaders()), Sorted(because, seen.Headers.Where(line => line.Name != "X-Amzn-Trace-Id").Select(line => $"{line.Name}: {line.Value}")));
        Assert.Equal((because, status, true), (because, answer.StatusCode, answer.IsComplete));
        Assert.Equal((because, model.AnswersHead || status == 304 ? "" : Convert.ToHexString(model.ClientBody)), (because, Convert.ToHexString(answer.Body)));
        Assert.Equal(Sorted(because, model.ClientHeaders()), Sorted(because, answer.Headers.Select(line => $"{line.Name.ToLowerInvariant()}: {line.Value}").Where(IsTheGateways)));
    }

    // A HEAD is answered without a body.
    private static string Bodiless(string answer, string head) =>
        head.StartsWith("HEAD ", StringComparison.Ordinal) ? answer.Split('{')[0].TrimEnd() : answer;

    private static bool IsTheGateways(string line) => !line.StartsWith("date: ", StringComparison.Ordinal) && !line.StartsWith("x-amzn-requestid: ", StringComparison.Ordinal) && !line.StartsWith("x-amz-apigw-id: ", StringComparison.Ordinal);

    private static IEnumerable<string> Sorted(string because, IEnumerable<string> lines) => lines.Append(because).Order(StringComparer.Ordinal);
}
