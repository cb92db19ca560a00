namespace Egress.Benchmarks.Reporting;

/// <summary>BenchmarkDotNet's figures for one way to call: microseconds and bytes a call.</summary>
internal sealed record ClientRow(string Name, double Microseconds, double Error, double Bytes);
