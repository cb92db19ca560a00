using System.Text;
using Egress.Probe.Contract;
using Egress.Probe.Exchanges;
using Egress.Testing.Wire;

namespace Egress.Probe.Tests.Exchanges;

public sealed class ExchangerTests
{
    private const string Plain = "GET /s/-/probe HTTP/1.1\r\nHost: {{host}}\r\nx-apigw-api-id: {{api}}\r\nx-api-key: {{key}}\r\n\r\n";
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

    private readonly ApiKey _key = ApiKey.Draw();

    [Fact]
    public async Task The_gateway_gets_the_bytes_and_its_own_come_back()
    {
        await using var gateway = new WireServer(_ => Replies.RawThenReset(Ok));

        var answer = Assert.Single(await RunAsync(gateway.Authority, Plain));

        Assert.Equal(Ok, Text(answer));
        var seen = Assert.Single(gateway.Requests);
        Assert.Equal(("GET", "/s/-/probe"), (seen.Method, seen.Target));
        Assert.Equal([gateway.Authority, "api1", _key.Value], [seen["Host"][0], seen["x-apigw-api-id"][0], seen["x-api-key"][0]]);
    }

    [Fact]
    public async Task The_key_does_not_come_back_not_even_in_pieces()
    {
        await using var gateway = new WireServer(seen => Replies.RawThenReset(
            $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nx-echo: {seen["x-api-key"][0]}\r\n\r\n14\r\n{seen["x-api-key"][0][..20]}\r\n1c\r\n{seen["x-api-key"][0][20..]}\r\n0\r\n\r\n"));

        var answer = Text(Assert.Single(await RunAsync(gateway.Authority, Plain)));

        Assert.Equal(3, answer.Split("{{key}}").Length - 1);
        Assert.DoesNotContain(_key.Value[..8], answer, StringComparison.Ordinal);
        Assert.DoesNotContain(_key.Value[20..28], answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_stays_open_after_the_answer_is_told_apart()
    {
        await using var gateway = new WireServer(seen => seen.Target == "/open" ? Replies.Raw(Ok) : Replies.RawThenReset(Ok));

        var answers = await RunAsync(gateway.Authority, "GET /open HTTP/1.1\r\n\r\n", "GET /closed HTTP/1.1\r\n\r\n");

        Assert.Equal((ExchangeEnd.LeftOpen, Ok), (answers[0].End, Text(answers[0])));
        Assert.True(answers[1].End is ExchangeEnd.Closed or ExchangeEnd.Reset, $"{answers[1].End}");
    }

    [Fact]
    public async Task Silence_has_an_end()
    {
        await using var gateway = new WireServer(_ => Replies.Silence());

        var answer = Assert.Single(await RunAsync(gateway.Authority, "GET / HTTP/1.1\r\n\r\n"));

        Assert.Equal((ExchangeEnd.Silent, "", null), (answer.End, answer.Answer, answer.FirstMs));
    }

    [Fact]
    public async Task A_long_answer_is_cut()
    {
        await using var gateway = new WireServer(_ => Replies.Raw($"HTTP/1.1 200 OK\r\nContent-Length: 70000\r\n\r\n{new string('a', 70_000)}"));

        var answer = Assert.Single(await RunAsync(gateway.Authority, "GET / HTTP/1.1\r\n\r\n"));

        Assert.Equal((ExchangeEnd.Cut, 65_536), (answer.End, Convert.FromBase64String(answer.Answer).Length));
    }

    [Fact]
    public async Task A_gateway_that_is_not_there_is_an_answer_too()
    {
        string authority;
        await using (var gone = new WireServer(_ => Replies.Reset()))
        {
            authority = gone.Authority;
        }

        var answer = Assert.Single(await RunAsync(authority, "GET / HTTP/1.1\r\n\r\n"));

        Assert.Equal((ExchangeEnd.NotConnected, ""), (answer.End, answer.Answer));
    }

    [Fact]
    public async Task When_the_time_is_over_each_exchange_says_so()
    {
        await using var gateway = new WireServer(_ => Replies.Silence());
        using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(200), TimeProvider.System);

        var answers = await RunUntilAsync(gateway.Authority, [.. Enumerable.Repeat("GET / HTTP/1.1\r\n\r\n", 7)], deadline.Token);

        Assert.All(answers, answer => Assert.Equal(ExchangeEnd.OutOfTime, answer.End));
    }

    private Task<IReadOnlyList<ExchangeAnswer>> RunAsync(string authority, params string[] requests) => RunUntilAsync(authority, requests, TestContext.Current.CancellationToken);

    private async Task<IReadOnlyList<ExchangeAnswer>> RunUntilAsync(string authority, string[] requests, CancellationToken deadline)
    {
        var request = new ProbeRequest
        {
            SecretId = "arn",
            Mode = ProbeMode.Exchange,
            Exchanges = [.. requests.Select(text => new Exchange { Request = Convert.ToBase64String(Encoding.Latin1.GetBytes(text)), TimeoutMs = 500 })],
        };
        var options = new ProbeOptions { GatewayUrl = $"http://{authority}", ApiId = "api1", Mark = "5b6c" };
        return (await new Exchanger(options, TimeProvider.System).RunAsync(request, _key, "v1", deadline)).Answers!;
    }

    private static string Text(ExchangeAnswer answer) => Encoding.Latin1.GetString(Convert.FromBase64String(answer.Answer));
}
