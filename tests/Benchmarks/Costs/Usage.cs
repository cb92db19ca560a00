namespace Egress.Benchmarks.Costs;

/// <summary>A month of calls. A KB is 1,024 bytes, a GB 1,048,576 KB; headers count as part of a request and of an answer.</summary>
internal sealed record Usage(long Calls)
{
    public const int Hours = 730;

    public int RequestKilobytes { get; init; } = 2;

    public int AnswerKilobytes { get; init; } = 10;

    public int Zones { get; init; } = 2;

    public int Upstreams { get; init; } = 1;

    /// <summary>The template's parameter Tracing.</summary>
    public bool IsTraced { get; init; }

    public decimal Gigabytes => Calls * (decimal)(RequestKilobytes + AnswerKilobytes) / 1_048_576;

    public int ZoneHours => Zones * Hours;
}
