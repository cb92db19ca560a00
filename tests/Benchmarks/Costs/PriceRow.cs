namespace Egress.Benchmarks.Costs;

/// <summary>One price in both Regions; <paramref name="Page"/> is where AWS shows it.</summary>
internal sealed record PriceRow(Item Item, string What, string Unit, string Page, Price Virginia, Price Tokyo);
