using System.CommandLine;
using Egress.Emulator.CommandLine;
using Egress.Emulator.ControlPlane;
using Xunit;

namespace Egress.Emulator.Tests.CommandLine;

public sealed class EmulatorArgumentsTests
{
    [Theory]
    [InlineData("no node", "--nodes 0", "--nodes: found 0, expected 1 to 64 (nodes).")]
    [InlineData("no port", "--control-port 65536", "--control-port: found 65536, expected 0 to 65535 (a port, or 0 for free ones).")]
    [InlineData("a negative lag", "--secrets-lag -1", "--secrets-lag: found -1, expected 0 to 3600 (seconds).")]
    [InlineData("a negative delay", "--propagation -0.5", "--propagation: found -0.5, expected 0 to 3600 (seconds).")]
    [InlineData("more than a day", "--usage-lag 86401", "--usage-lag: found 86401, expected 0 to 86400 (seconds).")]
    [InlineData("a parameter without value", "--parameter-overrides Consumer", "--parameter-overrides: found 'Consumer', expected NAME=VALUE.")]
    [InlineData("a parameter twice", "--parameter-overrides A=1 A=2", "--parameter-overrides: found 'A' more than once, expected one value for each.")]
    [InlineData("an address without scheme", "--connect-to a.org=127.0.0.1:80", "--connect-to: found 'a.org=127.0.0.1:80', expected HOST=http://127.0.0.1:PORT.")]
    [InlineData("an endpoint without port", "--vpc-endpoint vpce-0a1b2c3d", "--vpc-endpoint: found 'vpce-0a1b2c3d', expected ID=PORT, where ID is vpce- and 8 to 17")]
    [InlineData("no such port", "--vpc-endpoint vpce-0a1b2c3d=65536", "--vpc-endpoint: found 'vpce-0a1b2c3d=65536', expected ID=PORT,")]
    [InlineData("a path for an id", "--vpc-endpoint vpce-0a1b/../c=4600", "--vpc-endpoint: found 'vpce-0a1b/../c=4600', expected ID=PORT,")]
    [InlineData("too short an id", "--vpc-endpoint vpce-0a1b2c3=4600", "--vpc-endpoint: found 'vpce-0a1b2c3=4600'")]
    [InlineData("too long an id", "--vpc-endpoint vpce-0123456789abcdef01=4600", "--vpc-endpoint: found 'vpce-0123456789abcdef01=4600'")]
    [InlineData("an id in capitals", "--vpc-endpoint vpce-0A1B2C3D=4600", "--vpc-endpoint: found 'vpce-0A1B2C3D=4600'")]
    [InlineData("an id twice", "--vpc-endpoint vpce-0a1b2c3d=4600 vpce-0a1b2c3d=4601", "--vpc-endpoint: found 'vpce-0a1b2c3d' more than once")]
    [InlineData("a fault of nothing", "--fault =throttled", "--fault: found '=throttled', expected [SERVICE:]OPERATION=KIND[:TIMES], where KIND is one of throttled,")]
    [InlineData("no such fault", "--fault CreateApiKey=slow", "--fault: found 'CreateApiKey=slow', expected [SERVICE:]OPERATION=KIND[:TIMES]")]
    [InlineData("a fault no times", "--fault CreateApiKey=throttled:0", "TIMES a number from 1 on")]
    [InlineData("a fault many times", "--fault CreateApiKey=throttled:many", "such as CreateApiKey=throttled:2.")]
    [InlineData("a fault twice", "--fault CreateApiKey=throttled CreateApiKey=limit", "--fault: found 'CreateApiKey' more than once")]
    public void A_wrong_value_is_refused_with_what_was_found_and_what_was_expected(string because, string line, string message)
    {
        var error = Assert.Single(Parse(line).Result.Errors);

        Assert.True(error.Message.Contains(message, StringComparison.Ordinal), $"{because}: {error.Message}");
    }

    [Fact]
    public void Every_hostility_is_an_option()
    {
        var (arguments, parsed) = Parse("--propagation 10 --nodes 3 --secrets-lag 20 --usage-lag 2100 --throttle-account --fault CreateApiKey=throttled:2 --fault PutSecretValue=lost-answer");

        var options = arguments.Read(parsed);

        Assert.Equal((3, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(2100)), (options.Nodes, options.Propagation, options.SecretsLag, options.UsageLag));
        Assert.True(options.ThrottlesAccount);
        Assert.Equal(
            [new InjectedFault("CreateApiKey", FaultKind.Throttled) { Times = 2 }, new InjectedFault("PutSecretValue", FaultKind.LostAnswer)], options.Faults);
    }

    [Fact]
    public void Without_options_the_emulator_is_friendly()
    {
        var (arguments, parsed) = Parse("");

        var options = arguments.Read(parsed);

        Assert.Equal((1, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero), (options.Nodes, options.Propagation, options.SecretsLag, options.UsageLag));
        Assert.Equal((false, true, 4510, "template.yaml"), (options.ThrottlesAccount, options.RunsFunctions, options.ControlPort, options.TemplateFile));
        Assert.Empty(options.Faults);
    }

    [Theory]
    [InlineData("invoke F --no-functions")]
    [InlineData("demo --no-functions")]
    public void A_command_that_is_nothing_without_functions_cannot_do_without_them(string line)
    {
        var error = EmulatorCommand.Create(TimeProvider.System).Parse(line).Errors;

        Assert.Contains(error, fault => fault.Message.Contains("'--no-functions'", StringComparison.Ordinal));
        Assert.Empty(EmulatorCommand.Create(TimeProvider.System).Parse("up --no-functions").Errors);
    }

    private static (EmulatorArguments Arguments, ParseResult Result) Parse(string line)
    {
        var (arguments, command) = (new EmulatorArguments(), new Command("up"));
        arguments.AddServingTo(command);
        return (arguments, command.Parse(line));
    }
}
