using System.Buffers;

namespace Egress.Emulator.Gateway.Request;

/// <summary>Reads a body whole, up to a limit.</summary>
internal static class BoundedBody
{
    private const int ReadBytes = 16 * 1024;

    /// <summary>Null when there is more than the limit. <paramref name="readAsync"/> answers zero at the end.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(Func<Memory<byte>, CancellationToken, ValueTask<int>> readAsync, int maxBytes, CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await readAsync(body.GetMemory(ReadBytes), cancellationToken);
            if (read == 0)
            {
                return body.WrittenMemory;
            }

            body.Advance(read);
            if (body.WrittenCount > maxBytes)
            {
                return null;
            }
        }
    }
}
