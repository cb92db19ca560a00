using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.Contract;

/// <summary>moto's server on a loopback port, where it is installed.</summary>
public sealed class MotoServer : IAsyncLifetime
{
    private Process? _process;

    /// <summary>Null: there is none, see <see cref="WhyNot"/>.</summary>
    public Uri? Address { get; private set; }

    public string WhyNot { get; private set; } = "moto is not installed (no `moto_server` on PATH; pip install 'moto[server]')";

    public async ValueTask InitializeAsync()
    {
        var port = FreePort();
        try
        {
            _process = Process.Start(new ProcessStartInfo("moto_server", ["-H", "127.0.0.1", "-p", $"{port}"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        }
        catch (Win32Exception)
        {
            return;
        }

        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        var address = new Uri($"http://127.0.0.1:{port}");
        Address = await AnswersAsync(address) ? address : null;
        WhyNot = "moto_server was started and ended before it answered";
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
    }

    private async Task<bool> AnswersAsync(Uri address)
    {
        using var http = new HttpClient(new SocketsHttpHandler());
        while (!_process!.HasExited)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(address, "/moto-api/"));
                return true;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }

        return false;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
