using System.Net;
using Egress.Testing.Wire;

namespace Egress.Client.Tests.Connections;

public sealed class FreshConnectionHandlerTests
{
    private static readonly Uri Url = new("https://api.openai.com/v1/x");

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task A_dead_pooled_connection_is_replaced_once_for_an_idempotent_request(string method)
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        using var warm = await client.GetAsync(Url, Given.Cancellation);
        gateway.Next(Replies.Reset());

        using var response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), Url) { Content = method == "PUT" ? new StringContent("body") : null }, Given.Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(3, gateway.Requests.Count);
        Assert.Equal(gateway.Requests[0].Connection, gateway.Requests[1].Connection);
        Assert.NotEqual(gateway.Requests[1].Connection, gateway.Requests[2].Connection);
        Assert.Equal(gateway.Requests[1].Text, gateway.Requests[2].Text);
    }

    [Fact]
    public async Task The_synchronous_way_replaces_it_as_well()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        gateway.Next(Replies.Reset());

        using var response = await Task.Run(() => client.Send(new HttpRequestMessage(HttpMethod.Get, Url), Given.Cancellation), Given.Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("POST", "what might have been done is not done twice")]
    [InlineData("PATCH", "what might have been done is not done twice")]
    public async Task C97_a_request_that_is_not_idempotent_fails_and_says_that_it_may_have_been_carried_out(string method, string because)
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        gateway.Next(Replies.Reset());

        var failure = await Assert.ThrowsAsync<EgressException>(() => client.SendAsync(new HttpRequestMessage(new HttpMethod(method), Url) { Content = new StringContent("body") }, Given.Cancellation));

        Assert.True(failure.Reason is EgressReason.ConnectionLost, because);
        Assert.Contains("may have been carried out", failure.Message, StringComparison.Ordinal);
        Assert.Single(gateway.Requests);
    }

    [Theory]
    [InlineData("C-97: a POST that says it may come twice", "Idempotency-Key", true)]
    [InlineData("C-97: under the older name", "X-Idempotency-Key", true)]
    [InlineData("C-97: any other header says nothing", "X-Request-Id", false)]
    public async Task A_request_with_an_idempotency_key_is_sent_once_more(string because, string header, bool isSentAgain)
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        client.DefaultRequestHeaders.Add(header, "8e03978e-40d5-43dd-bc93-6894a57f9324");
        gateway.Next(Replies.Reset());

        var failure = await Record.ExceptionAsync(async () => (await client.PostAsync(Url, new StringContent("body"), Given.Cancellation)).Dispose());

        Assert.True(isSentAgain == failure is null, because);
        Assert.Equal(isSentAgain ? 2 : 1, gateway.Requests.Count);
        Assert.All(gateway.Requests, request => Assert.Equal("body", request.Text));
    }

    [Fact]
    public async Task A_pool_that_died_while_the_sandbox_was_frozen_costs_one_dead_connection_and_no_failure()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        using var allAsked = new CountdownEvent(3);
        gateway.Always(async (request, wire) =>
        {
            allAsked.Signal();
            await Task.Run(() => allAsked.Wait(Given.Cancellation), Given.Cancellation);
            return await Replies.Upstream()(request, wire);
        });
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => client.GetStringAsync(Url, Given.Cancellation)));
        gateway.Always((request, wire) => request.Connection <= 3 ? Replies.Reset()(request, wire) : Replies.Upstream()(request, wire));

        Assert.Equal("hello", await client.GetStringAsync(Url, Given.Cancellation));

        Assert.Equal([true, false], gateway.Requests.Skip(3).Select(request => request.Connection <= 3));
    }

    [Fact]
    public async Task Two_dead_connections_in_a_row_are_the_networks_fault()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        gateway.Next(Replies.Reset(), Replies.Reset(), Replies.Reset());

        var failure = await Assert.ThrowsAsync<EgressException>(() => client.GetAsync(Url, Given.Cancellation));

        Assert.Equal((EgressReason.ConnectionLost, true), (failure.Reason, failure.CanRetryHelp));
        Assert.Equal(2, gateway.Requests.Count);
    }

    [Fact]
    public async Task An_answer_that_has_begun_is_not_asked_for_again()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        gateway.Next(Replies.RawThenReset("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhel"));

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetStringAsync(Url, Given.Cancellation));

        Assert.Single(gateway.Requests);
    }

    [Theory]
    [InlineData("C-78: a status line that is none", "garbage\r\n\r\n")]
    [InlineData("C-78: an informational answer and then nothing", "HTTP/1.1 100 Continue\r\n\r\n")]
    [InlineData("C-78: two of them and then nothing", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n")]
    [InlineData("C-78: nothing at all", "")]
    public async Task An_answer_that_makes_no_sense_is_an_error(string because, string bytes)
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        gateway.Always(Replies.RawThenReset(bytes));

        Assert.NotNull(because);
        var failure = await Assert.ThrowsAsync<EgressException>(() => client.PostAsync(Url, null, Given.Cancellation));
        Assert.Equal((EgressReason.ConnectionLost, "api.openai.com"), (failure.Reason, failure.Upstream));
        Assert.Single(gateway.Requests);
    }

    [Fact]
    public async Task Connections_are_pooled_across_upstreams()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);

        for (var i = 0; i < 5; i++)
        {
            using var response = await client.GetAsync($"https://upstream{i}.example/", Given.Cancellation);
        }

        Assert.Single(gateway.Requests.Select(request => request.Connection).Distinct());
    }

    [Theory]
    [InlineData("HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")]
    [InlineData("GET", "HTTP/1.1 204 No Content\r\n\r\n")]
    [InlineData("GET", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n")]
    [InlineData("DELETE", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")]
    public async Task C79_the_next_request_on_a_connection_is_in_step(string method, string answer)
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        gateway.Next(Replies.Raw(answer));

        using var first = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), Url) { Content = method is "GET" or "DELETE" ? new StringContent("body") : null }, Given.Cancellation);

        Assert.Equal("hello", await client.GetStringAsync(Url, Given.Cancellation));
    }
}
