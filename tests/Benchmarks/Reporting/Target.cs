using System.Globalization;

namespace Egress.Benchmarks.Reporting;

/// <summary>A promise about a ratio, and what became of it.</summary>
internal sealed record Target(string What, double Bound, double? Found, bool IsAtLeast = false, string Unit = "")
{
    public string Verdict => Found switch
    {
        null => "not measured",
        { } found when IsMet(found) => "met",
        { } found => string.Create(CultureInfo.InvariantCulture, $"**missed**, by {Math.Abs((found / Bound) - 1):P0}"),
    };

    public string Row => $"| {What} | {(IsAtLeast ? "≥" : "≤")} {Text(Bound)} | {(Found is { } found ? Text(found) : "–")} | {Verdict} |";

    private bool IsMet(double found) => IsAtLeast ? found >= Bound : found <= Bound;

    private string Text(double value) => Sample.Short(value) + Unit;
}
