using System.Net;
using System.Net.Http.Json;
using Egress.Client.Tests.Keys;
using Egress.Testing.Wire;

namespace Egress.Client.Tests.Connections;

/// <summary>Connections that end in order, without a byte of an answer: the pool below us sends a request without a body again by itself, unless it is kept from it.</summary>
public sealed class EndedConnectionTests
{
    private static readonly Uri Url = new("https://api.openai.com/v1/x");

    public static TheoryData<string, string, string?, int> Ended => new()
    {
        { "C-97: what might have been done is not done twice", "POST", null, 1 },
        { "C-97: what might have been done is not done twice", "PATCH", null, 1 },
        { "C-97: a POST that says it may come twice", "POST", "8e03978e-40d5-43dd-bc93-6894a57f9324", 2 },
        { "an idempotent request whose body is empty on the wire", "PUT", null, 2 },
        { "the pool's own three times more, and no more of ours", "GET", null, 4 },
        { "the pool's own three times more, and no more of ours", "HEAD", null, 4 },
        { "the pool's own three times more, and no more of ours", "OPTIONS", null, 4 },
        { "the pool's own three times more, and no more of ours", "DELETE", null, 4 },
    };

    [Theory]
    [MemberData(nameof(Ended))]
    public async Task A_request_without_a_body_is_sent_so_often(string because, string method, string? idempotencyKey, int sent)
    {
        await using var gateway = new FakeGateway();
        using var invoker = new HttpMessageInvoker(new EgressHandler(Given.Options(gateway), EgressKeySource.FromValue(Given.Key)));
        gateway.Always(Replies.End());
        using var request = new HttpRequestMessage(new HttpMethod(method), Url);
        request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey is null ? [] : [idempotencyKey]);

        var failure = await Assert.ThrowsAsync<EgressException>(() => invoker.SendAsync(request, Given.Cancellation));

        Assert.True(gateway.Requests.Count == sent, $"{because}: {gateway.Requests.Count}");
        Assert.Equal(EgressReason.ConnectionLost, failure.Reason);
        Assert.All(gateway.Requests, seen => Assert.Equal(method is "POST" or "PATCH" or "PUT" ? ["0"] : [], seen["Content-Length"]));
        Assert.Null(request.Content);
    }

    [Fact]
    public async Task The_synchronous_way_sends_it_no_more_often()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        gateway.Always(Replies.End());

        await Assert.ThrowsAsync<EgressException>(() => Task.Run(() => client.Send(new HttpRequestMessage(HttpMethod.Post, Url), Given.Cancellation), Given.Cancellation));

        Assert.Single(gateway.Requests);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task One_connection_that_has_ended_is_not_felt_by_an_idempotent_request(string method)
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        using var warm = await client.GetAsync(Url, Given.Cancellation);
        gateway.Next(Replies.End());

        using var response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), Url), Given.Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(3, gateway.Requests.Count);
    }

    public static TheoryData<string, Func<HttpContent>, int> Bodies => new()
    {
        { "a seekable stream", () => new StreamContent(new MemoryStream("body"u8.ToArray())), 2 },
        { "JSON, which was kept as its length was not known", () => JsonContent.Create("body", ReplayJson.Default.String), 2 },
        { "parts with a stream", () => new MultipartContent("mixed", "b") { new StreamContent(new MemoryStream("body"u8.ToArray())) }, 2 },
        { "a large stream that can be read once", () => LargeOnce(), 1 },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task An_idempotent_request_is_sent_once_more_if_its_body_can_be(string because, Func<HttpContent> content, int sent)
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        gateway.Next(Replies.Reset());

        var failure = await Record.ExceptionAsync(async () => (await client.PutAsync(Url, content(), Given.Cancellation)).Dispose());

        Assert.True(gateway.Requests.Count == sent && failure is null == sent > 1, because);
        Assert.All(gateway.Requests, seen => Assert.Equal(gateway.Requests[0].Text, seen.Text));
    }

    private static StreamContent LargeOnce()
    {
        var content = new StreamContent(new OneWayStream(new byte[2_000_000]));
        content.Headers.ContentLength = 2_000_000;
        return content;
    }
}
