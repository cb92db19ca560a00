using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Egress.Emulator.Gateway;

/// <summary>
/// Records what Kestrel consumes of a connection while it reads the head of a request. Kestrel checks a head well but passes it on
/// respelt: known names in its own case, lines of one name together. The gateway keeps what the client wrote.
/// </summary>
internal sealed class HeadRecorder(PipeReader input) : PipeReader
{
    private const int MaxBytes = 512 * 1024; // more than Kestrel lets a head have; empty lines may come before it
    private readonly ArrayBufferWriter<byte> _consumed = new();
    private ReadOnlySequence<byte> _buffer;
    private volatile bool _isPaused;

    /// <summary>What was consumed since the last request: the head of this one; nothing more is recorded until <see cref="Resume"/>.</summary>
    public byte[] Take()
    {
        _isPaused = true;
        return _consumed.WrittenSpan.ToArray();
    }

    public void Resume()
    {
        _consumed.ResetWrittenCount();
        _isPaused = false;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        if (!_isPaused)
        {
            Record(_buffer.Slice(_buffer.Start, consumed));
        }

        _buffer = default;
        input.AdvanceTo(consumed, examined);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => Seen(await input.ReadAsync(cancellationToken));

    public override bool TryRead(out ReadResult result)
    {
        var isRead = input.TryRead(out result);
        _ = isRead ? Seen(result) : result;
        return isRead;
    }

    public override void CancelPendingRead() => input.CancelPendingRead();

    public override void Complete(Exception? exception = null) => input.Complete(exception);

    private ReadResult Seen(ReadResult result)
    {
        _buffer = result.Buffer;
        return result;
    }

    private void Record(ReadOnlySequence<byte> bytes)
    {
        foreach (var segment in bytes)
        {
            if (_consumed.WrittenCount + segment.Length > MaxBytes)
            {
                _consumed.ResetWrittenCount();
            }

            _consumed.Write(segment.Span);
        }
    }
}
