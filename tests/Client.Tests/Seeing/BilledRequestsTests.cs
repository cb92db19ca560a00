using System.Diagnostics.Metrics;
using System.Text;
using Egress.Client.Seeing;
using Egress.Testing.Wire;

namespace Egress.Client.Tests.Seeing;

public sealed class BilledRequestsTests
{
    private const int Unit = 10_485_760;

    [Theory]
    [InlineData("nothing", 0, 1)]
    [InlineData("a little", 5, 1)]
    [InlineData("10 MB", Unit, 1)]
    [InlineData("a byte more", Unit + 1, 2)]
    [InlineData("more than twice 10 MB", (2 * Unit) + 1, 3)]
    public async Task C88_each_started_10_MB_of_a_stream_is_a_billed_request(string because, int bytes, long billed)
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        gateway.Always(Chunked(bytes));
        var host = $"stream-{bytes}.example";
        var counted = 0L;
        using var listener = Listen(host, units => counted += units);

        using var response = await client.GetAsync($"https://{host}/", HttpCompletionOption.ResponseHeadersRead, Given.Cancellation);
        Assert.Equal(1, counted);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        await using var stream = await response.Content.ReadAsStreamAsync(Given.Cancellation);
        var read = await ReadAsync(stream);

        Assert.True((bytes, billed) == (read, counted), $"{because}: {read} bytes, {counted} requests");
    }

    [Theory]
    [InlineData("GET", 200, "10485761", 2)]
    [InlineData("HEAD", 200, "10485761", 1)]
    [InlineData("GET", 304, "10485761", 1)]
    public async Task C88_a_length_tells_at_once_if_a_body_comes(string method, int status, string length, long billed)
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        gateway.Always(Replies.Raw($"HTTP/1.1 {status} X\r\nContent-Length: {length}\r\n\r\n"));
        var host = $"length-{method}-{status}.example".ToLowerInvariant();
        var counted = 0L;
        using var listener = Listen(host, units => counted += units);

        using var response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), $"https://{host}/"), HttpCompletionOption.ResponseHeadersRead, Given.Cancellation);

        Assert.Equal(billed, counted);
    }

    [Fact]
    public async Task C88_what_is_counted_is_read_in_each_way_as_before()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        gateway.Always(Chunked(5));
        using var listener = Listen("ways.example", _ => { });

        Assert.Equal("xxxxx", await client.GetStringAsync("https://ways.example/", Given.Cancellation));
        using var response = await Task.Run(() => client.Send(new HttpRequestMessage(HttpMethod.Get, "https://ways.example/"), HttpCompletionOption.ResponseHeadersRead, Given.Cancellation), Given.Cancellation);
        using var copy = new MemoryStream();
        await Task.Run(() => response.Content.CopyTo(copy, null, Given.Cancellation), Given.Cancellation);
        Assert.Equal("xxxxx", Encoding.ASCII.GetString(copy.ToArray()));
    }

    private static Reply Chunked(int bytes) => async (_, wire) =>
    {
        await wire.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray());
        var body = Encoding.ASCII.GetBytes(new string('x', Math.Min(bytes, 1_048_576)));
        for (var sent = 0; sent < bytes;)
        {
            var length = Math.Min(body.Length, bytes - sent);
            await wire.WriteAsync(Encoding.ASCII.GetBytes($"{length:x}\r\n"));
            await wire.WriteAsync(body.AsMemory(0, length));
            await wire.WriteAsync("\r\n"u8.ToArray());
            sent += length;
        }

        await wire.WriteAsync("0\r\n\r\n"u8.ToArray());
        return true;
    };

    private static async Task<int> ReadAsync(Stream stream)
    {
        var (total, buffer) = (0, new byte[65_536]);
        while (await stream.ReadAsync(buffer, Given.Cancellation) is var read and > 0)
        {
            total += read;
        }

        return total;
    }

    private static MeterListener Listen(string host, Action<long> count)
    {
        var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, meters) =>
        {
            if (instrument is { Name: "egress.billed_requests", Meter.Name: KeyMeter.Name })
            {
                meters.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            if (tags.ToArray().Contains(new("server.address", host)))
            {
                count(value);
            }
        });
        listener.Start();
        return listener;
    }
}
