using Egress.Emulator;
using Egress.Emulator.Demo;
using Egress.Emulator.Gateway;
using Egress.EndToEnd.Tests;
using Egress.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

[assembly: AssemblyFixture(typeof(EmulatedTemplate))]

namespace Egress.EndToEnd.Tests;

/// <summary>template.yaml, running: the emulator in this process, its functions as real processes, httpbin.org played on loopback.</summary>
public sealed class EmulatedTemplate : IAsyncLifetime
{
    internal const string Host = "httpbin.org";
    internal const string Stage = "httpbin_org";

    internal EchoUpstream Upstream { get; private set; } = null!;
    internal RunningEmulator Emulator { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Upstream = await EchoUpstream.StartAsync(CancellationToken.None);
        Emulator = await StartAsync(Upstream, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Emulator.DisposeAsync();
        await Upstream.DisposeAsync();
    }

    /// <summary>An emulator of its own, for a test that changes keys.</summary>
    internal static Task<RunningEmulator> StartAsync(EchoUpstream upstream, CancellationToken cancellationToken) => StartAsync(upstream, new GatewaySwitches(), cancellationToken);

    /// <summary>One that plays another AWS, where it is not known how AWS is.</summary>
    internal static Task<RunningEmulator> StartAsync(EchoUpstream upstream, GatewaySwitches switches, CancellationToken cancellationToken) => RunningEmulator.StartAsync(
        new EmulatorOptions
        {
            TemplateFile = Repository.PathOf("template.yaml"),
            ControlPort = 0,
            Switches = switches,
            ConnectTo = new Dictionary<string, Uri> { [Host] = upstream.Address },
            ParameterOverrides = new Dictionary<string, string> { ["ProbePasses"] = "5", ["ProbeSpread"] = "00:00:01" },
        },
        TimeProvider.System,
        NullLoggerFactory.Instance,
        cancellationToken);
}
