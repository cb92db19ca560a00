using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Egress.Emulator.Gateway;

/// <summary>What a connection receives, counted: Kestrel reads over chunk extensions of any size without a word, and the count gives them away.</summary>
internal sealed class CountedInput(PipeReader inner) : PipeReader
{
    private ReadResult _last;

    /// <summary>Bytes taken off the connection so far.</summary>
    public long Taken { get; private set; }

    /// <summary>Taking more than this breaks the connection off.</summary>
    public long Most { get; set; } = long.MaxValue;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        RequireRoom();
        return _last = await inner.ReadAsync(cancellationToken);
    }

    public override bool TryRead(out ReadResult result)
    {
        RequireRoom();
        var isRead = inner.TryRead(out result);
        _last = isRead ? result : _last;
        return isRead;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        Taken += _last.Buffer.Slice(0, consumed).Length;
        inner.AdvanceTo(consumed, examined);
    }

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    private void RequireRoom()
    {
        if (Taken > Most)
        {
            throw new IOException("The request takes more bytes than any body of its size needs.");
        }
    }
}
