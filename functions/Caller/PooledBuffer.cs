using System.Buffers;

namespace Egress.Caller;

/// <summary>
/// Grows in arrays of the shared pool: an ordinary call after the first allocates no buffer. Large ones are left to the garbage collector:
/// the pool rounds up to a power of two and keeps them, which a function of 128 MB cannot afford.
/// Whoever takes the stream returns the array by disposing of it, as the runtime client does after sending.
/// </summary>
internal sealed class PooledBuffer(int capacity) : IBufferWriter<byte>, IDisposable
{
    private const int LargestPooled = 64 * 1024;

    private byte[]? _array = Rent(capacity);
    private int _length;

    public ReadOnlyMemory<byte> Written => Array.AsMemory(0, _length);

    private byte[] Array => _array ?? throw new ObjectDisposedException(nameof(PooledBuffer));

    public void Advance(int count) => _length += count;

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (Array.Length - _length < Math.Max(sizeHint, 1))
        {
            var larger = Rent(Math.Max(_length + Math.Max(sizeHint, 1), Array.Length * 2));
            Written.CopyTo(larger);
            Dispose();
            _array = larger;
        }

        return Array.AsMemory(_length);
    }

    /// <summary>The array now belongs to the stream.</summary>
    public MemoryStream ToStream()
    {
        var stream = new PooledStream(Array, _length);
        _array = null;
        return stream;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _array, null) is { } array)
        {
            Return(array);
        }
    }

    private static byte[] Rent(int capacity) => capacity <= LargestPooled ? ArrayPool<byte>.Shared.Rent(capacity) : GC.AllocateUninitializedArray<byte>(capacity);

    private static void Return(byte[] array)
    {
        if (array.Length <= LargestPooled)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    private sealed class PooledStream(byte[] array, int length) : MemoryStream(array, 0, length, writable: false, publiclyVisible: true)
    {
        private byte[]? _array = array;

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (Interlocked.Exchange(ref _array, null) is { } array)
            {
                Return(array);
            }
        }
    }
}
