using System.Globalization;

namespace Egress.Benchmarks.Reporting;

/// <summary>What the rounds gave: the median, and the least and the most beside it.</summary>
internal readonly record struct Sample(double Median, double Least, double Most)
{
    public static Sample Of(IEnumerable<double> values)
    {
        var ordered = values.Order().ToList();
        return ordered.Count == 0 ? default : new Sample((ordered[(ordered.Count - 1) / 2] + ordered[ordered.Count / 2]) / 2, ordered[0], ordered[^1]);
    }

    public override string ToString() => $"{Short(Median)} ({Short(Least)}–{Short(Most)})";

    public static string Short(double value) => value.ToString(Math.Abs(value) switch { < 1 => "0.000", < 10 => "0.00", < 100 => "0.0", _ => "#,##0" }, CultureInfo.InvariantCulture);
}
