using Egress.Benchmarks.Functions;

namespace Egress.Benchmarks.Emulating;

/// <summary>The emulator against nginx and serverless-offline, in turns: small answers over kept connections, then one of 100 MB.</summary>
internal static class EmulatorBench
{
    public const string Emulator = "Emulator";
    public const string Nginx = "nginx";
    private const int Rounds = 5;

    /// <summary>As long as the just-in-time compiler goes on improving what is hot; nginx is compiled already.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(3);

    /// <summary>The rounds, and by name why a proxy is not among them.</summary>
    public static async Task<(IReadOnlyList<ProxyRun> Runs, IReadOnlyDictionary<string, string> LeftOut)> RunAsync(string root, string folder, BenchGateway upstream, TimeProvider time)
    {
        var nginx = Tool.Run("nginx", ["-v"]);
        using var emulator = await Proxies.EmulatorAsync(root, folder, upstream, time);
        using var floor = nginx.WhyNot is null ? await Proxies.NginxAsync(folder, upstream, time) : null;
        var (proxying, whyNotProxying) = await ServerlessOffline.StartAsync(ServerlessOffline.Unchecked, root, upstream, time);
        using var peer = proxying;
        var (calling, whyNotCalling) = await ServerlessOffline.StartAsync(ServerlessOffline.Checked, root, upstream, time);
        using var otherPeer = calling;
        var proxies = new[] { emulator, floor, peer, otherPeer }.OfType<Proxy>().ToList();
        var runs = new List<ProxyRun>();
        foreach (var proxy in proxies)
        {
            await Load.RunAsync(proxy, WarmUp);
            Huge(proxy);
        }

        for (var round = 0; round < Rounds; round++)
        {
            foreach (var proxy in proxies)
            {
                runs.Add(await OfAsync(proxy));
            }
        }

        return (runs, LeftOut((Nginx, nginx.WhyNot), (ServerlessOffline.Unchecked, whyNotProxying), (ServerlessOffline.Checked, whyNotCalling)));
    }

    private static double? Huge(Proxy proxy) => proxy.Streams ? Load.Download(proxy, "huge", BenchGateway.HugeBytes) : null;

    private static Dictionary<string, string> LeftOut(params IEnumerable<(string Name, string? WhyNot)> peers) =>
        peers.Where(peer => peer.WhyNot is not null).ToDictionary(peer => peer.Name, peer => peer.WhyNot!);

    private static async Task<ProxyRun> OfAsync(Proxy proxy)
    {
        var before = proxy.CpuSeconds;
        var count = await Load.RunAsync(proxy, Duration);
        var (cpu, peak) = (proxy.CpuSeconds - before, proxy.PeakMegabytes);
        var huge = Huge(proxy);
        return new ProxyRun(proxy.Name, count / cpu, count / Duration.TotalSeconds, huge, peak, proxy.PeakMegabytes);
    }
}
