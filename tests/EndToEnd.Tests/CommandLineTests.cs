using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Egress.Emulator.Demo;
using Egress.Testing;
using Xunit;

namespace Egress.EndToEnd.Tests;

/// <summary>The emulator's command line, as scripts and people use it.</summary>
public sealed partial class CommandLineTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egress-cli-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Demo_rotates_the_key_under_load_without_a_failed_call_and_shows_what_operators_ask()
    {
        var demo = await RunningProgram.RunAsync(Cancelled, "demo", "--control-port", "0");

        Assert.True(demo.ExitCode == 0, demo.Output + demo.Errors);
        var sum = Sum().Match(demo.Output.TrimEnd().Split('\n')[^1]);
        Assert.True(sum.Success, demo.Output);
        Assert.True(int.Parse(sum.Groups[1].Value, null) >= 200, sum.Value);
        Assert.All((string[])["issue", "grant", "revoke", "usage"], action => Assert.Contains($"{{\"action\":\"{action}\"", demo.Output, StringComparison.Ordinal));
        Assert.Contains("the key that is replaced and revoked is answered 403\n  the key that is current is answered 200\n", demo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_prints_one_line_of_json_that_says_where_everything_is()
    {
        await using var up = RunningProgram.Start("up", "--control-port", "0");

        var ready = JsonNode.Parse(await up.ReadLineAsync(Cancelled))!;

        Assert.Matches("^http://127.0.0.1:[0-9]+$", ready["controlPlane"]!.GetValue<string>());
        Assert.Matches("^[a-z0-9]{10}$", ready["restApiId"]!.GetValue<string>());
        Assert.Equal(["closed", "httpbin_org"], ready["stages"]!.AsArray().Select(stage => stage!.GetValue<string>()));
        var (id, addresses) = Assert.Single(ready["endpoints"]!.AsObject());
        Assert.Matches("^vpce-[0-9a-f]{17}$", id);
        Assert.Matches("^http://127.0.0.1:[0-9]+$", addresses!["http"]!.GetValue<string>());
        Assert.Matches("^https://127.0.0.1:[0-9]+$", addresses["https"]!.GetValue<string>());
        Assert.True(File.Exists(ready["caBundle"]!.GetValue<string>()));
        Assert.Equal(["AdminFunction", "CallerFunction", "ProbeFunction"], ready["functions"]!.AsArray().Select(function => function!.GetValue<string>()).Order());
    }

    [Fact]
    public async Task Up_ends_when_told_to_and_leaves_no_process_and_no_file()
    {
        await using var up = RunningProgram.Start("up", "--control-port", "0");
        var caBundle = JsonNode.Parse(await up.ReadLineAsync(Cancelled))!["caBundle"]!.GetValue<string>();
        var started = ProcessTree.Below(up.Id); // AdminFunction, which has answered the template's custom resources, and ProbeFunction, which it asked

        var exitCode = await up.EndAsync(Cancelled);

        Assert.Equal(0, exitCode);
        Assert.NotEmpty(started);
        Assert.DoesNotContain(started, ProcessTree.IsAlive);
        Assert.False(Directory.Exists(Path.GetDirectoryName(caBundle)));
    }

    [Fact]
    public async Task Demo_refuses_to_send_its_own_upstream_elsewhere()
    {
        var demo = await RunningProgram.RunAsync(Cancelled, "demo", "--control-port", "0", "--connect-to", "httpbin.org=http://127.0.0.1:1");

        Assert.Equal(1, demo.ExitCode);
        Assert.Contains("egress: --connect-to: found httpbin.org", demo.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_names_an_event_file_that_is_not_there()
    {
        var invoke = await RunningProgram.RunAsync(Cancelled, "invoke", "CallerFunction", "--event", "nowhere.json");

        Assert.Equal(1, invoke.ExitCode);
        Assert.Contains("egress: Found no event file 'nowhere.json'", invoke.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_answers_as_lambda_does()
    {
        await using var upstream = await EchoUpstream.StartAsync(Cancelled);

        var invoke = await RunningProgram.RunAsync(
            Cancelled, "invoke", "CallerFunction", "--event", "tests/events/get.json", "--control-port", "0", "--connect-to", $"httpbin.org={upstream.Address.GetLeftPart(UriPartial.Authority)}");

        Assert.True(invoke.ExitCode == 0, invoke.Errors);
        Assert.Equal(200, JsonNode.Parse(invoke.Output)!["statusCode"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_taken_port_is_named()
    {
        using var taken = TakeAfterFree();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var demo = await RunningProgram.RunAsync(Cancelled, "demo", "--control-port", $"{port - 1}"); // the first endpoint takes the next one

        Assert.NotEqual(0, demo.ExitCode);
        Assert.Contains($":{port}: address already in use. Stop the program that has the port, or take another: --control-port", demo.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_template_is_refused_with_its_line()
    {
        var broken = Path.Combine(_folder.FullName, "template.yaml");
        var text = await File.ReadAllTextAsync(Repository.PathOf("template.yaml"), Cancelled);
        await File.WriteAllTextAsync(broken, text.Replace("!Ref ConsumerSecret", "!Ref ConsumerSecrets", StringComparison.Ordinal), Cancelled);

        var demo = await RunningProgram.RunAsync(Cancelled, "demo", "--control-port", "0", "--template", broken);

        Assert.NotEqual(0, demo.ExitCode);
        Assert.Matches(@"template\.yaml:\d+: .*ConsumerSecrets", demo.Errors);
    }

    [Fact]
    public async Task A_failing_call_fails_the_demo()
    {
        var closed = Path.Combine(_folder.FullName, "template.yaml");
        var text = await File.ReadAllTextAsync(Repository.PathOf("template.yaml"), Cancelled);
        await File.WriteAllTextAsync(closed, text.Replace("CodeUri: functions/", $"CodeUri: {Repository.Root}/functions/", StringComparison.Ordinal).Replace("httpbin.org", "httpbin.com", StringComparison.Ordinal), Cancelled);

        var demo = await RunningProgram.RunAsync(Cancelled, "demo", "--control-port", "0", "--template", closed);

        Assert.NotEqual(0, demo.ExitCode);
        Assert.Contains("The call failed", demo.Errors, StringComparison.Ordinal);
    }

    /// <summary>A taken port with a free one before it, below those that this machine gives to outgoing connections.</summary>
    private static TcpListener TakeAfterFree()
    {
        for (var port = 20_001; ; port++)
        {
            var taken = new TcpListener(IPAddress.Loopback, port);
            try
            {
                using var free = new TcpListener(IPAddress.Loopback, port - 1);
                free.Start();
                taken.Start();
                return taken;
            }
            catch (SocketException)
            {
                taken.Dispose(); // somebody has one of the two
            }
        }
    }

    [GeneratedRegex("^([0-9]+) calls, 0 failed, key generation 1 → 2$")]
    private static partial Regex Sum();
}
