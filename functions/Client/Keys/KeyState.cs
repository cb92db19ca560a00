namespace Egress.Client.Keys;

/// <summary>What is known of a secret: the key, when it was fetched, and the key before it. Immutable; swapped as a whole.</summary>
internal sealed record KeyState(ApiKeyVersion Current, Moment FetchedAt, TimeSpan TimeToLive, PreviousKey? Previous)
{
    public static KeyState First(ApiKeyVersion fetched, Moment now, TimeSpan timeToLive) => new(fetched, now, timeToLive, null);

    /// <summary>Another version moves the present one to <see cref="Previous"/>; the same one only becomes younger.</summary>
    public KeyState Next(ApiKeyVersion fetched, Moment now, TimeSpan timeToLive)
    {
        var previous = fetched.Key == Current.Key ? Previous : new PreviousKey(Current, now);
        return new KeyState(fetched, now, timeToLive, previous);
    }
}
