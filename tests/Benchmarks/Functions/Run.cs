namespace Egress.Benchmarks.Functions;

/// <summary>One life of one process. Milliseconds and megabytes. <see cref="WhyNot"/>: the first thing that was wrong; then no figure counts.</summary>
internal sealed record Run(string Variant, Scenario Scenario)
{
    public double Init { get; init; }
    public double First { get; init; }
    public double Cold => Init + First;
    public double Warm { get; init; }
    public double WarmTail { get; init; }
    public double Peak { get; init; }
    public string? WhyNot { get; init; }
}
