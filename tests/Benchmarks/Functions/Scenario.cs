namespace Egress.Benchmarks.Functions;

/// <summary>What a function is put through.</summary>
internal sealed record Scenario(string Name, int Calls, string Path, int Rounds)
{
    public Func<Sandbox>? Limits { get; init; }

    /// <summary>INIT is not capped on Lambda, its memory is.</summary>
    public bool LimitsInit { get; init; }

    /// <summary>Between two calls of a process that has a share, so that no call pays for the one before it.</summary>
    public TimeSpan Pause { get; init; }

    public IReadOnlyList<string>? Only { get; init; }

    public static Scenario OneCpu { get; } = new("one vCPU", 200, "/small", 7);
    public static Scenario Share { get; } = new("CPU share of 128 MB", 12, "/small", 5) { Limits = () => Sandbox.OfShare(128), Pause = TimeSpan.FromMilliseconds(50) };
    public static Scenario Long { get; } = new("3,000 calls", 3000, "/small", 3) { Only = [Variant.Aot, Variant.ReadyToRun, Variant.Python, Variant.Node, Variant.Floor] };
    public static Scenario LargeBody { get; } = new("5 MB answers in 128 MB", 20, "/large", 3) { Limits = () => Sandbox.OfMemory(128), LimitsInit = true };
    public static IReadOnlyList<Scenario> All { get; } = [OneCpu, Share, Long, LargeBody];
}
