using System.Globalization;

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
            await EndChunkAsync(cancellationToken);
            _left = await ReadChunkSizeAsync(cancellationToken);
            if (_left == 0)
            {
                await SkipTrailersAsync(cancellationToken);
                return Done();
            }
        }

        var read = await ReadCountedAsync(target, cancellationToken);
        _owesLineEnd = _left == 0;
        return read;
    }

    /// <summary>Not before the next read: what has come goes on at once, whenever its line end comes.</summary>
    private async ValueTask EndChunkAsync(CancellationToken cancellationToken)
    {
        if (_owesLineEnd && await reader.ReadLineAsync(cancellationToken) is not "")
        {
            throw new InvalidDataException("a chunk does not end where its size says.");
        }
    }

    private async ValueTask<long> ReadChunkSizeAsync(CancellationToken cancellationToken)
    {
        var line = await reader.ReadLineAsync(cancellationToken) ?? throw new InvalidDataException("the connection closed before the last chunk.");
        var size = line.Split(';')[0].Trim();
        return size.Length is > 0 and <= 15 && long.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bytes)
            ? bytes
            : throw new InvalidDataException("a chunk has no proper size.");
    }

    private async ValueTask SkipTrailersAsync(CancellationToken cancellationToken)
    {
        for (var count = 0; count <= ResponseHeadParser.MaxHeaderLines; count++)
        {
            if (await reader.ReadLineAsync(cancellationToken) is not { } trailer)
            {
                throw new InvalidDataException("the connection closed within the trailers.");
            }

            if (trailer.Length == 0)
            {
                return;
            }
        }

        throw new InvalidDataException($"there are more than {ResponseHeadParser.MaxHeaderLines} trailers.");
    }

    private int Done()
    {
        _isDone = true;
        Dispose();
        return 0;
    }
}
