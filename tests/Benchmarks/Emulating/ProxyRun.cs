namespace Egress.Benchmarks.Emulating;

/// <summary>One round of one proxy: requests per second of its processor time, the milliseconds of a 100 MB answer if one can come through, its peak memory before and after that.</summary>
internal sealed record ProxyRun(string Proxy, double PerCpuSecond, double PerSecond, double? HugeMilliseconds, double PeakBefore, double PeakAfter);
