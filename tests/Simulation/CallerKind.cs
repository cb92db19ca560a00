namespace Egress.Simulation;

/// <summary>How a caller holds its key. C6 is our client; the others are what people use instead of it.</summary>
internal sealed record CallerKind
{
    public required string Name { get; init; }

    /// <summary>As in the results.</summary>
    public required string What { get; init; }

    /// <summary>A value is read again when it is this old; null: never.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>Younger than this an expired value is used once more, while it is read anew; null: it is dropped at once.</summary>
    public TimeSpan? MaxStale { get; init; }

    /// <summary>Refused, it reads the value again, and sends the request once more.</summary>
    public bool ReadsWhenRefused { get; init; }

    /// <summary>The value before may do where nothing newer is there; and a reading that changed nothing is not repeated at once.</summary>
    public bool KeepsPrevious { get; init; }

    /// <summary>Our client with four times to live; of the others one each. A longer time to live than a value may be old is not admitted.</summary>
    public static IEnumerable<CallerKind> OfSchedules(TimeSpan maxStale) =>
        [.. Enumerable.Range(0, 4).Select(index => C6(TimeSpan.FromSeconds(5 + (index * 595)), maxStale)), C1, C2(maxStale), C3(maxStale), C4, C5];

    /// <summary>Read at the start of the process, as an environment variable is.</summary>
    public static CallerKind C1 { get; } = new() { Name = "C1", What = "reads it once, at its start" };

    /// <summary>.NET's caching library has a time to live of an hour, and drops the value then.</summary>
    public static CallerKind C2(TimeSpan timeToLive) => new() { Name = "C2", What = ".NET's caching library: an hour, then dropped", TimeToLive = timeToLive };

    public static CallerKind C3(TimeSpan maxStale) => new() { Name = "C3", What = "870 s, stale while it is read anew; refused, it reads and sends once more", TimeToLive = TimeSpan.FromSeconds(870), MaxStale = maxStale, ReadsWhenRefused = true };

    /// <summary>Powertools.</summary>
    public static CallerKind C4 { get; } = new() { Name = "C4", What = "as Powertools: 5 s", TimeToLive = TimeSpan.FromSeconds(5) };

    /// <summary>The Lambda extension.</summary>
    public static CallerKind C5 { get; } = new() { Name = "C5", What = "as the Lambda extension: 300 s", TimeToLive = TimeSpan.FromSeconds(300) };

    public static CallerKind C6(TimeSpan timeToLive, TimeSpan maxStale) =>
        new() { Name = "C6", What = "our client", TimeToLive = timeToLive, MaxStale = maxStale, ReadsWhenRefused = true, KeepsPrevious = true };
}
