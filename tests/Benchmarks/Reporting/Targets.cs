using Egress.Benchmarks.Emulating;
using Egress.Benchmarks.Functions;

namespace Egress.Benchmarks.Reporting;

/// <summary>What this project promises of its speed. Ratios of one run, because milliseconds are this machine's.</summary>
internal static class Targets
{
    public static IReadOnlyList<Target> Of(Results results)
    {
        double? Against(string peer, Scenario scenario, Func<Run, double> figure) => results.Ratio(Variant.Aot, peer, scenario, figure);
        double? Emulator(string peer) => results.Of(EmulatorBench.Emulator, run => run.PerCpuSecond)?.Median / results.Of(peer, run => run.PerCpuSecond)?.Median;
        var (bare, egress) = (results.Client.FirstOrDefault(row => row.Name == nameof(ClientOverhead.BareHttpClient)), results.Client.FirstOrDefault(row => row.Name == nameof(ClientOverhead.ThroughEgressClient)));
        return
        [
            new("cold, AOT against seed-style Python", 0.12, Against(Variant.Seed, Scenario.OneCpu, run => run.Cold)),
            new("cold, AOT against good Python", 0.2, Against(Variant.Python, Scenario.OneCpu, run => run.Cold)),
            new("cold, AOT against the C floor", 2.0, Against(Variant.Floor, Scenario.OneCpu, run => run.Cold)),
            new("cold at a share of 128 MB, against seed-style Python", 0.05, Against(Variant.Seed, Scenario.Share, run => run.Cold)),
            new("warm call against the C floor", 1.3, Against(Variant.Floor, Scenario.OneCpu, run => run.Warm)),
            new("warm call against good Python", 0.5, Against(Variant.Python, Scenario.OneCpu, run => run.Warm)),
            new("peak memory after 200 calls, against seed-style Python", 0.7, Against(Variant.Seed, Scenario.OneCpu, run => run.Peak)),
            new("peak memory after 3,000 calls against that after 200", 1.05, results.Of(Variant.Aot, Scenario.Long, run => run.Peak)?.Median / results.Of(Variant.Aot, Scenario.OneCpu, run => run.Peak)?.Median),
            new("5 MB answer at 128 MB, against good Python", 0.3, Against(Variant.Python, Scenario.LargeBody, run => run.Warm)),
            new("5 MB answer at 128 MB, against seed-style Python", 0.3, Against(Variant.Seed, Scenario.LargeBody, run => run.Warm)),
            new("client overhead on a kept HTTPS connection", 3, ((egress?.Microseconds / bare?.Microseconds) - 1) * 100, Unit: " %"),
            new("client overhead in bytes allocated", 1024, egress?.Bytes - bare?.Bytes, Unit: " B"),
            new("emulator, small requests per CPU second, against nginx", 0.35, Emulator(EmulatorBench.Nginx), IsAtLeast: true),
            new("emulator, small requests per CPU second, against serverless-offline with a key", 10, Emulator(ServerlessOffline.Checked), IsAtLeast: true),
            new("the same against its proxy, which checks nothing", 10, Emulator(ServerlessOffline.Unchecked), IsAtLeast: true),
            new("emulator, 100 MB streamed, against nginx", 0.8, results.Of(EmulatorBench.Nginx, run => run.HugeMilliseconds)?.Median / results.Of(EmulatorBench.Emulator, run => run.HugeMilliseconds)?.Median, IsAtLeast: true),
            new("emulator, growth of peak memory by 100 MB streamed", 5, results.Of(EmulatorBench.Emulator, run => run.PeakAfter - run.PeakBefore)?.Most, Unit: " MB"),
        ];
    }
}
