namespace Egress.Emulator.Gateway.Upstream;

/// <summary>The body of an answer as it arrives. When it has ended properly its connection can serve another call.</summary>
internal sealed class UpstreamBody(ConnectionReader reader, BodyFraming framing, Action<bool> release) : IDisposable
{
    private long _left = framing.Length ?? 0;
    private bool _owesLineEnd;
    private bool _isDone;
    private bool _isReleased;

    /// <summary>Null when the upstream did not say.</summary>
    public long? Length => framing.Length;

    /// <summary>Nothing of it is left to be read; false where only a read can tell.</summary>
    public bool IsWhole => _isDone || (framing.Length is not null && _left == 0);

    /// <summary>The next read waits for nothing; false where only a read can tell.</summary>
    public bool IsAtHand => IsWhole || (!framing.IsChunked && reader.HasBufferedBytes);

    /// <summary>Zero at the end.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        try
        {
            return _isDone ? 0 : framing switch
            {
                { EndsWithConnection: true } => await ReadToEndOfConnectionAsync(target, cancellationToken),
                { IsChunked: true } => await ReadChunkedAsync(target, cancellationToken),
                _ => _left == 0 ? Done() : await ReadCountedAsync(target, cancellationToken),
            };
        }
        catch (Exception failure) when (failure is InvalidDataException or (IOException and not UpstreamException))
        {
            throw new UpstreamException(UpstreamFailure.CutMidBody, $"The upstream's body broke off: {failure.Message}", failure);
        }
    }

    public void Dispose()
    {
        if (!_isReleased)
        {
            _isReleased = true;
            release(_isDone && !framing.EndsWithConnection);
        }
    }

    private async ValueTask<int> ReadToEndOfConnectionAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        var read = await reader.ReadAsync(target, cancellationToken);
        return read == 0 ? Done() : read;
    }

    private async ValueTask<int> ReadCountedAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        var read = await reader.ReadAsync(target[..(int)Math.Min(target.Length, _left)], cancellationToken);
        _left -= read;
        return read > 0 ? read : throw new InvalidDataException($"the connection closed {_left} bytes early.");
    }

    private async ValueTask<int> ReadChunkedAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        if (_left == 0)
        {
            // The line end of the chunk before is awaited now, not then: what had come went on at once.
            await (_owesLineEnd ? ChunkReader.EndAsync(reader, cancellationToken) : default);
            _left = await ChunkReader.ReadSizeAsync(reader, cancellationToken);
            if (_left == 0)
            {
                await ChunkReader.SkipTrailersAsync(reader, cancellationToken);
                return Done();
            }
        }

        var read = await ReadCountedAsync(target, cancellationToken);
        _owesLineEnd = _left == 0;
        return read;
    }

    private int Done()
    {
        _isDone = true;
        Dispose();
        return 0;
    }
}
