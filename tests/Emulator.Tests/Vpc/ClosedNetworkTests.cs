using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Egress.Emulator.Vpc;
using Xunit;

namespace Egress.Emulator.Tests.Vpc;

/// <summary>What a function can reach from inside the emulated VPC, tried by a process that opens a TCP connection.</summary>
public sealed class ClosedNetworkTests : IDisposable
{
    private readonly ClosedNetwork _network = ClosedNetwork.Detect();
    private readonly TcpListener _outside = new(IPAddress.Loopback, 0);
    private readonly DirectoryInfo _folder = SocketFolder.Create();

    public ClosedNetworkTests() => _outside.Start();

    private int OutsidePort => ((IPEndPoint)_outside.LocalEndpoint).Port;

    public void Dispose()
    {
        _outside.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_process_outside_the_network_reaches_the_host()
    {
        var exitCode = await RunAsync(Connect(OutsidePort));

        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task A_process_inside_cannot_reach_a_port_that_is_no_endpoint()
    {
        SkipUnlessEnforced();

        var exitCode = await RunAsync(_network.Confine(Connect(OutsidePort), []));

        Assert.NotEqual(0, exitCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_process_inside_reaches_an_endpoint_through_its_socket()
    {
        SkipUnlessEnforced();
        var socketPath = Path.Combine(_folder.FullName, "endpoint.sock");
        using var endpoint = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        endpoint.Bind(new UnixDomainSocketEndPoint(socketPath));
        endpoint.Listen();

        var inside = RunAsync(_network.Confine(Bash("exec 3<>/dev/tcp/127.0.0.1/443 && read -r -u 3 word && test \"$word\" = hello"), [(443, socketPath)]));
        using var connection = await endpoint.AcceptAsync(TestContext.Current.CancellationToken);
        await connection.SendAsync("hello\n"u8.ToArray(), TestContext.Current.CancellationToken);

        Assert.Equal(0, await inside);
    }

    [Fact]
    public async Task The_exit_code_of_the_process_inside_comes_out()
    {
        SkipUnlessEnforced();

        var exitCode = await RunAsync(_network.Confine(Bash("exit 7"), []));

        Assert.Equal(7, exitCode);
    }

    private void SkipUnlessEnforced()
    {
        if (_network.WhyNot is { } reason)
        {
            Assert.Skip($"The closed network cannot be enforced here: {reason}");
        }
    }

    private static ProcessStartInfo Connect(int port) => Bash($"exec 3<>/dev/tcp/127.0.0.1/{port}");

    private static ProcessStartInfo Bash(string script) => new("bash", ["-c", script]) { RedirectStandardError = true };

    private static async Task<int> RunAsync(ProcessStartInfo command)
    {
        using var process = Process.Start(command)!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }
}
