using System.Buffers;
using System.Text;

namespace Egress.Caller.Tests;

/// <summary>An array of the pool has one owner at a time.</summary>
public sealed class PooledBufferTests
{
    [Fact]
    public async Task A_result_stays_as_it_is_while_others_are_written()
    {
        await using var first = await WriteAsync("first");
        await using (await WriteAsync("second"))
        {
        }

        await using var third = await WriteAsync("third");

        Assert.Contains("\"first\"", Text(first), StringComparison.Ordinal);
        Assert.Contains("\"third\"", Text(third), StringComparison.Ordinal);
    }

    [Fact]
    public void An_array_goes_back_once_however_often_its_owner_is_disposed_of()
    {
        var buffer = new PooledBuffer(1000);
        var stream = buffer.ToStream();
        stream.Dispose();
        stream.Dispose();
        buffer.Dispose();

        var one = ArrayPool<byte>.Shared.Rent(1000);
        var other = ArrayPool<byte>.Shared.Rent(1000);

        Assert.NotSame(one, other);
    }

    [Fact]
    public void What_was_written_survives_growth()
    {
        using var buffer = new PooledBuffer(16);
        var written = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(number => $"{number},")));
        foreach (var piece in written.Chunk(7))
        {
            piece.CopyTo(buffer.GetSpan(piece.Length));
            buffer.Advance(piece.Length);
        }

        Assert.Equal(written, buffer.Written.ToArray());
        Assert.Equal(written, buffer.ToStream().ToArray());
    }

    [Theory]
    [InlineData("small: the pool's", 5_000, 0, 4_000)]
    [InlineData("what most answers are below", 30_000, 0, 4_000)]
    [InlineData("large: one array of about its length for the answer and one for the result", 1_000_000, 2_000_000, 2_700_000)]
    public void After_the_first_call_only_large_bodies_cost_memory(string because, int length, int least, int most)
    {
        var body = Encoding.UTF8.GetBytes(new string('a', length));
        Write(body);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Write(body);

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated >= least && allocated <= most, $"{because}: {allocated} bytes");
    }

    private static void Write(byte[] body)
    {
        using var response = new HttpResponseMessage { Content = new ByteArrayContent(body) };
        using var result = EventResponse.WriteAsync(response, CancellationToken.None).GetAwaiter().GetResult();
        Assert.True(result.Length > body.Length);
    }

    private static async Task<MemoryStream> WriteAsync(string body)
    {
        using var response = new HttpResponseMessage { Content = new StringContent(body) };
        return await EventResponse.WriteAsync(response, Given.Cancellation);
    }

    private static string Text(MemoryStream result) => Encoding.UTF8.GetString(result.ToArray());
}
