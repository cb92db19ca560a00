using System.IO.Pipelines;
using System.Text;
using Egress.Testing.Wire;

namespace Egress.Client.Tests.Connections;

public sealed class StreamingTests
{
    private const string Url = "https://api.openai.com/v1/stream";
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

    [Fact]
    public async Task C88_server_sent_events_arrive_as_they_are_sent()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        using var isFirstRead = new SemaphoreSlim(0);
        gateway.Always(async (_, wire) =>
        {
            await wire.WriteAsync(Encoding.ASCII.GetBytes($"{Head}9\r\ndata: 1\n\n\r\n"));
            await isFirstRead.WaitAsync(Given.Cancellation);
            await wire.WriteAsync("9\r\ndata: 2\n\n\r\n0\r\n\r\n"u8.ToArray());
            return true;
        });

        using var response = await client.GetAsync(Url, HttpCompletionOption.ResponseHeadersRead, Given.Cancellation);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Given.Cancellation));

        Assert.Equal("data: 1", await reader.ReadLineAsync(Given.Cancellation));
        isFirstRead.Release();
        Assert.Equal("", await reader.ReadLineAsync(Given.Cancellation));
        Assert.Equal("data: 2", await reader.ReadLineAsync(Given.Cancellation));
    }

    [Theory]
    [InlineData("chunked, without its last chunk", Head + "5\r\nhello\r\n")]
    [InlineData("shorter than its length", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello")]
    public async Task C78_a_body_that_was_cut_is_an_error_and_not_an_end(string because, string answer)
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        gateway.Always(async (request, wire) =>
        {
            await Replies.Raw(answer)(request, wire);
            return false;
        });

        using var response = await client.GetAsync(Url, HttpCompletionOption.ResponseHeadersRead, Given.Cancellation);
        var cut = await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsStringAsync(Given.Cancellation));

        Assert.True(cut is HttpRequestException or IOException, because);
    }

    [Fact]
    public async Task C84_a_caller_that_leaves_frees_the_connection()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        using var leaving = new CancellationTokenSource();
        using var isClosed = new SemaphoreSlim(0);
        gateway.Always(async (request, wire) =>
        {
            await Replies.Raw($"{Head}5\r\nhello\r\n")(request, wire);
            await Replies.Silence()(request, wire);
            isClosed.Release();
            return false;
        });

        using var response = await client.GetAsync(Url, HttpCompletionOption.ResponseHeadersRead, Given.Cancellation);
        await using var stream = await response.Content.ReadAsStreamAsync(Given.Cancellation);
        var buffer = new byte[5];
        await stream.ReadExactlyAsync(buffer, Given.Cancellation);
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await stream.ReadExactlyAsync(buffer, leaving.Token));
        response.Dispose();
        Assert.True(await isClosed.WaitAsync(TimeSpan.FromSeconds(30), Given.Cancellation));
    }

    [Fact]
    public async Task C84_a_caller_that_leaves_before_the_answer_is_told_so_and_nothing_else()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        using var leaving = new CancellationTokenSource();
        using var isAsked = new SemaphoreSlim(0);
        gateway.Always((request, wire) =>
        {
            isAsked.Release();
            return Replies.Silence()(request, wire);
        });

        var sending = client.GetAsync(Url, leaving.Token);
        await isAsked.WaitAsync(Given.Cancellation);
        await leaving.CancelAsync();

        var left = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Equal(leaving.Token, left.CancellationToken);
        Assert.Single(gateway.Requests);
    }

    [Fact]
    public async Task C84_a_caller_that_leaves_while_its_body_is_read_sends_nothing()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        using var leaving = new CancellationTokenSource();
        var body = new Pipe();
        await body.Writer.WriteAsync("half"u8.ToArray(), Given.Cancellation);

        var sending = client.PostAsync(Url, new StreamContent(body.Reader.AsStream()), leaving.Token);
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Empty(gateway.Requests);
    }

    [Fact]
    public async Task C84_a_caller_that_has_left_already_sends_nothing()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetAsync(Url, new CancellationToken(canceled: true)));

        Assert.Empty(gateway.Requests);
    }

    [Fact]
    public async Task C88_a_stream_of_more_than_10_MB_arrives_whole()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        var chunk = Encoding.ASCII.GetBytes($"10000\r\n{new string('x', 65_536)}\r\n");
        gateway.Always(async (_, wire) =>
        {
            await wire.WriteAsync(Encoding.ASCII.GetBytes(Head));
            for (var chunks = 0; chunks < 200; chunks++)
            {
                await wire.WriteAsync(chunk);
            }

            await wire.WriteAsync("0\r\n\r\n"u8.ToArray());
            return true;
        });

        using var response = await client.GetAsync(Url, HttpCompletionOption.ResponseHeadersRead, Given.Cancellation);
        await using var stream = await response.Content.ReadAsStreamAsync(Given.Cancellation);
        var (bytes, buffer) = (0L, new byte[65_536]);
        while (await stream.ReadAsync(buffer, Given.Cancellation) is var read and > 0)
        {
            bytes += read;
        }

        Assert.Equal(200 * 65_536, bytes);
    }

    [Fact]
    public async Task C85_the_clients_own_timeout_is_told_apart_from_the_gateways()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        client.Timeout = TimeSpan.FromMilliseconds(50);
        gateway.Next(Replies.Silence());

        var own = await Assert.ThrowsAsync<TaskCanceledException>(() => client.GetAsync(Url, Given.Cancellation));
        Assert.IsType<TimeoutException>(own.InnerException);
    }

    [Fact]
    public async Task C76_a_binary_body_arrives_byte_for_byte()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        var bytes = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
        gateway.Always(async (_, wire) =>
        {
            await wire.WriteAsync("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 256\r\n\r\n"u8.ToArray());
            await wire.WriteAsync(bytes);
            return true;
        });

        Assert.Equal(bytes, await client.GetByteArrayAsync(Url, Given.Cancellation));
    }
}
