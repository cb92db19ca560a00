namespace Egress.Client.Keys;

/// <summary>A point in time by two clocks. A frozen sandbox stops neither for good, but either may be wrong: the wall clock can be set, the monotonic one may not count a freeze.</summary>
internal readonly record struct Moment(DateTimeOffset Wall, long Timestamp)
{
    public static Moment Now(TimeProvider time) => new(time.GetUtcNow(), time.GetTimestamp());

    /// <summary>The larger of both clocks' answers: setting a clock back makes nothing younger.</summary>
    public TimeSpan Since(Moment earlier, TimeProvider time)
    {
        var wall = Wall - earlier.Wall;
        var monotonic = time.GetElapsedTime(earlier.Timestamp, Timestamp);
        return wall > monotonic ? wall : monotonic;
    }
}
