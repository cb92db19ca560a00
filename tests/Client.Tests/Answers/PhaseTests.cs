using Egress.Testing.Wire;

namespace Egress.Client.Tests.Answers;

/// <summary>C-78: each failure says how far the request had come, and so whether it may have been carried out.</summary>
public sealed class PhaseTests
{
    private const string Url = "https://api.openai.com/v1/x";

    public static TheoryData<string, string, Reply, EgressPhase> Failures => new()
    {
        { "C-78: a URI that the gateway cannot represent", "https://api.openai.com/a%2Fb", Replies.Upstream(), EgressPhase.Preparing },
        { "C-78: a URL that is too long", $"https://api.openai.com/?{new string('q', 9_000)}", Replies.Upstream(), EgressPhase.Preparing },
        { "C-78: closed before an answer's headers", Url, Replies.End(), EgressPhase.AwaitingAnswer },
        { "C-78: reset before an answer's headers", Url, Replies.Reset(), EgressPhase.AwaitingAnswer },
        { "C-78: reset within an answer's headers", Url, Replies.RawThenReset("HTTP/1.1 200 OK\r\nContent-"), EgressPhase.AwaitingAnswer },
        { "C-78: a status line that is none", Url, Replies.RawThenReset("garbage\r\n\r\n"), EgressPhase.AwaitingAnswer },
        { "C-78: two informational answers and then nothing", Url, Replies.RawThenReset("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n"), EgressPhase.AwaitingAnswer },
        { "a body that only the gateway found too large", Url, Replies.Rejection(FakeGateway.Mark, 413, "REQUEST_TOO_LARGE"), EgressPhase.Rejected },
        { "C-78: the upstream was lost behind the gateway", Url, Replies.Rejection(FakeGateway.Mark, 504, "INTEGRATION_FAILURE"), EgressPhase.Rejected },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task C78_a_failure_says_how_far_the_request_had_come(string because, string url, Reply reply, EgressPhase phase)
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        gateway.Always(reply);

        var failure = await Assert.ThrowsAsync<EgressException>(() => client.PostAsync(url, null, Given.Cancellation));

        Assert.True(failure.Phase == phase, $"{because}: {failure.Phase}");
        Assert.Equal(phase >= EgressPhase.AwaitingAnswer, gateway.Requests.Count > 0);
    }

    [Theory]
    [InlineData("nobody listens", false)]
    [InlineData("a stranger answers", true)]
    public async Task C78_where_no_connection_was_made_nothing_was_sent(string because, bool isStranger)
    {
        using var certificate = TlsServer.SignedByItself();
        await using var stranger = new TlsServer(certificate);
        var options = new EgressOptions { GatewayUrl = isStranger ? stranger.Url : "https://127.0.0.1:1", ApiId = FakeGateway.ApiId, Mark = FakeGateway.Mark };
        using var source = EgressKeySource.FromValue(Given.Key);
        using var client = new HttpClient(new EgressHandler(options, source));

        var failure = await Assert.ThrowsAsync<EgressException>(() => client.GetAsync(Url, Given.Cancellation));

        Assert.True(failure.Phase == EgressPhase.Connecting, $"{because}: {failure}");
    }

    [Theory]
    [InlineData("shorter than its length", "Content-Length: 10\r\n\r\nhello")]
    [InlineData("within a chunk", "Transfer-Encoding: chunked\r\n\r\na\r\nhello")]
    [InlineData("without its last chunk", "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")]
    public async Task C78_within_an_answers_body_it_is_dotnets_own_error_for_that(string because, string rest)
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        gateway.Always(async (request, wire) => await Replies.Raw($"HTTP/1.1 200 OK\r\n{rest}")(request, wire) && await Replies.End()(request, wire));

        using var response = await client.GetAsync(Url, HttpCompletionOption.ResponseHeadersRead, Given.Cancellation);
        await using var stream = await response.Content.ReadAsStreamAsync(Given.Cancellation);
        var cut = await Assert.ThrowsAsync<HttpIOException>(() => stream.CopyToAsync(Stream.Null, Given.Cancellation));
        var buffered = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(Url, Given.Cancellation));

        Assert.True((HttpRequestError.ResponseEnded, HttpRequestError.ResponseEnded) == (cut.HttpRequestError, buffered.HttpRequestError), because);
    }
}
