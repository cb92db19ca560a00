using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;
using Egress.Client.Addressing;
using Egress.Client.Keys;
using Egress.Client.Seeing;
using Egress.Testing.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace Egress.Client.Tests.Keys;

public sealed class ReplayableBodyTests
{
    public static TheoryData<string, Func<HttpContent>> Replayable => new()
    {
        { "bytes", () => new ByteArrayContent("body"u8.ToArray()) },
        { "text", () => new StringContent("body") },
        { "memory", () => new ReadOnlyMemoryContent("body"u8.ToArray()) },
        { "a seekable stream", () => new StreamContent(new MemoryStream("body"u8.ToArray())) },
        { "a stream whose end is not known", () => new StreamContent(new OneWayStream("body"u8.ToArray())) },
        { "a form", () => new FormUrlEncodedContent([new("body", "1")]) },
        { "parts", () => new MultipartContent("mixed", "b") { new StringContent("body") } },
        { "JSON, which does not know its length", () => JsonContent.Create("body", ReplayJson.Default.String) },
    };

    [Theory]
    [MemberData(nameof(Replayable))]
    public async Task K14_C72_C73_a_body_is_sent_again_byte_for_byte_and_with_its_length(string because, Func<HttpContent> content)
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway, Given.Keys(null, Given.Key, Given.OtherKey));
        gateway.AcceptOnly(Given.OtherKey);

        using var response = await client.PostAsync("https://api.openai.com/", content(), Given.Cancellation);

        Assert.True(response.StatusCode == HttpStatusCode.OK, because);
        Assert.Equal(2, gateway.Requests.Count);
        Assert.Contains("body", gateway.Requests[0].Text, StringComparison.Ordinal);
        Assert.Equal(gateway.Requests[0].Text, gateway.Requests[1].Text);
        Assert.All(gateway.Requests, request => Assert.Single(request["Content-Length"]));
        Assert.All(gateway.Requests, request => Assert.Empty(request["Transfer-Encoding"]));
    }

    public static TheoryData<string, Func<HttpContent>> SentOnce => new()
    {
        { "a large stream", () => OfLength(new StreamContent(new OneWayStream(new byte[2_000_000])), 2_000_000) },
        { "a small one", () => OfLength(new StreamContent(new OneWayStream("body"u8.ToArray())), 4) },
        { "a kind that does not show whether it can be read twice", () => new ForeignContent("body"u8.ToArray()) },
        { "parts with such a one", () => new MultipartContent("mixed", "b") { new StringContent("text"), new ForeignContent("body"u8.ToArray()) } },
    };

    [Theory]
    [MemberData(nameof(SentOnce))]
    public async Task K14_C73_a_body_that_may_be_readable_once_is_not_sent_again_and_the_error_says_so(string because, Func<HttpContent> content)
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway, Given.Keys(null, Given.Key, Given.OtherKey));
        gateway.AcceptOnly(Given.OtherKey);

        var rejection = await Assert.ThrowsAsync<EgressException>(() => client.PostAsync("https://api.openai.com/", content(), Given.Cancellation));

        Assert.True((EgressReason.KeyRejected, false, true) == (rejection.Reason, rejection.IsReplayable, rejection.CanRetryHelp), because);
        Assert.Contains("could not be sent a second time", rejection.Message, StringComparison.Ordinal);
        Assert.Single(gateway.Requests);
    }

    [Fact]
    public async Task K14_where_no_other_key_is_on_its_way_the_same_request_again_does_not_help_either()
    {
        await using var gateway = new FakeGateway();
        using var keys = Given.Keys(null, Given.Key);
        using var client = Given.Client(gateway, keys);
        gateway.AcceptOnly(Given.OtherKey);
        await Assert.ThrowsAsync<EgressException>(() => client.GetAsync("https://api.openai.com/", Given.Cancellation));

        var rejection = await Assert.ThrowsAsync<EgressException>(() => client.PostAsync("https://api.openai.com/", OfLength(new StreamContent(new OneWayStream(new byte[2_000_000])), 2_000_000), Given.Cancellation));

        Assert.Equal((EgressReason.KeyRejected, false, false), (rejection.Reason, rejection.IsReplayable, rejection.CanRetryHelp));
        Assert.DoesNotContain("send the request again", rejection.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody has asked for its length", false)]
    [InlineData("somebody has asked for its length before", true)]
    public async Task C73_parts_with_a_stream_are_sent_as_they_are(string because, bool isLengthAskedFor)
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        using var content = new MultipartContent("mixed", "b") { new StreamContent(new MemoryStream("body"u8.ToArray())), new StringContent("text") };
        Assert.True(!isLengthAskedFor || content.Headers.ContentLength > 0);

        using var response = await client.PostAsync("https://api.openai.com/", content, Given.Cancellation);

        var seen = Assert.Single(gateway.Requests).Text;
        Assert.True(seen == "--b\r\n\r\nbody\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\ntext\r\n--b--\r\n", $"{because}: {seen}");
    }

    public static TheoryData<string, Func<HttpContent>> Large => new()
    {
        { "a seekable stream, whose length is known by now", () => new StreamContent(new MemoryStream(new byte[2_000_000])) },
        { "a stream that was kept", () => new StreamContent(new OneWayStream(new byte[2_000_000])) },
        { "a seekable stream whose length somebody has set", () => OfLength(new StreamContent(new MemoryStream(new byte[2_000_000])), 2_000_000) },
    };

    [Theory]
    [MemberData(nameof(Large))]
    public async Task K14_a_request_that_a_policy_outside_sends_again_is_as_replayable_as_before(string because, Func<HttpContent> content)
    {
        await using var gateway = new FakeGateway();
        using var invoker = new HttpMessageInvoker(new EgressHandler(Given.Options(gateway), Given.Keys(null, Given.Key, Given.OtherKey)));
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.openai.com/") { Content = content() };
        gateway.Next(Replies.Upstream(503));
        using var busy = await invoker.SendAsync(request, Given.Cancellation);
        gateway.AcceptOnly(Given.OtherKey);

        using var response = await invoker.SendAsync(request, Given.Cancellation);

        Assert.True(response.StatusCode == HttpStatusCode.OK, because);
        Assert.All(gateway.Requests, seen => Assert.Equal(2_000_000, seen.Body.Length));
    }

    [Theory]
    [InlineData("in memory", false)]
    [InlineData("of a kind that the client does not know", true)]
    public async Task What_the_client_allocates_does_not_grow_with_a_body(string because, bool isForeign)
    {
        using var keys = EgressKeySource.FromValue(Given.Key);
        await keys.WarmUpAsync(Given.Cancellation);
        using var meter = new Meter("test");
        using var client = new HttpMessageInvoker(new ApiKeyHandler(keys, new RequestObserver(null, NullLogger.Instance, meter, TimeProvider.System))
        {
            InnerHandler = new GatewayAddressHandler(new EgressOptions { GatewayUrl = "https://gateway.example" }, new GatewayWarnings(NullLogger.Instance)) { InnerHandler = new Answering() },
        });

        var (small, large) = (Allocated(new byte[1]), Allocated(new byte[1_000_000]));

        Assert.True(Math.Abs(large - small) < 1_000, $"{because}: {small}, {large}");

        long Allocated(byte[] body)
        {
            for (var warm = 0; warm < 3; warm++)
            {
                Send(body);
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            Send(body);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        // Everything completes at once, so all of it is on this thread.
        void Send(byte[] body) => client.Send(new HttpRequestMessage(HttpMethod.Post, "https://h.example/") { Content = isForeign ? new ForeignContent(body) : new ByteArrayContent(body) }, CancellationToken.None).Dispose();
    }

    [Fact]
    public async Task C71_a_body_of_unknown_length_is_refused_once_it_is_too_large()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);

        var refusal = await Assert.ThrowsAsync<EgressException>(() => client.PostAsync("https://api.openai.com/", new StreamContent(new OneWayStream(new byte[10_485_761])), Given.Cancellation));

        Assert.Equal(EgressReason.RequestTooLarge, refusal.Reason);
        Assert.Empty(gateway.Requests);
    }

    private static HttpContent OfLength(HttpContent content, long length)
    {
        content.Headers.ContentLength = length;
        return content;
    }

    private sealed class Answering : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(Send(request, cancellationToken));

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => new() { RequestMessage = request };
    }
}
