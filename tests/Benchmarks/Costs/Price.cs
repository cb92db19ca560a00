namespace Egress.Benchmarks.Costs;

/// <summary>
/// US dollars, and the day on which they were read from AWS's price list. AWS draws the tables of its price pages by script, so these are
/// numbers that others published with the day they asked the price list. Without a day, a number is from memory and must be checked.
/// </summary>
internal readonly record struct Price(decimal Dollars, string? Read)
{
    public static Price ReadOn(string day, decimal dollars) => new(dollars, day);

    public static Price Unverified(decimal dollars) => new(dollars, null);
}
