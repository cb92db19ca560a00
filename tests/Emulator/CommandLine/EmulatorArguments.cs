using System.CommandLine;
using System.Globalization;
using Egress.Emulator.Hosting;

namespace Egress.Emulator.CommandLine;

/// <summary>The options that <c>up</c>, <c>invoke</c> and <c>demo</c> share, and what they mean.</summary>
internal sealed class EmulatorArguments
{
    private readonly Option<string> _template = new("--template") { Description = "The SAM template to run.", DefaultValueFactory = _ => "template.yaml", HelpName = "FILE" };
    private readonly Option<string> _region = new("--region") { Description = "The Region to play.", DefaultValueFactory = _ => "us-east-1", HelpName = "REGION" };
    private readonly Option<string[]> _parameters = Repeatable<string>("--parameter-overrides", "Values of the template's parameters.", "NAME=VALUE");
    private readonly Option<string[]> _connectTo = Repeatable<string>("--connect-to", "Send an upstream's traffic to another address; Host and path stay.", "HOST=http://127.0.0.1:PORT");
    private readonly Option<string[]> _vpcEndpoints = Repeatable<string>("--vpc-endpoint", "Add an endpoint that the template does not know (HTTP).", "ID=PORT");
    private readonly Option<int> _controlPort = new("--control-port") { Description = "Port of the control plane; the endpoints take the next ones. 0: free ones.", DefaultValueFactory = _ => 4510, HelpName = "PORT" };
    private readonly Option<int> _nodes = new("--nodes") { Description = "How many nodes the gateway has.", DefaultValueFactory = _ => 1, HelpName = "N" };
    private readonly Option<double> _propagation = new("--propagation") { Description = "Seconds within which a change of a key or plan reaches each node.", HelpName = "SECONDS" };
    private readonly Option<double> _secretsLag = new("--secrets-lag") { Description = "Seconds by which a reader of Secrets Manager may lag behind.", HelpName = "SECONDS" };
    private readonly Option<double> _usageLag = new("--usage-lag") { Description = "Seconds by which GetUsage tells of calls late; AWS: about 2000.", HelpName = "SECONDS" };
    private readonly Option<bool> _throttleAccount = new("--throttle-account") { Description = "Enforce the request rates that AWS gives an account and Region." };
    private readonly Option<string[]> _faults = Repeatable<string>("--fault", "What goes wrong at the control plane once the stack is up: throttled, limit, unavailable, lost-answer or lost-call.", FaultArgument.Form);
    private readonly Option<bool> _noFunctions = new("--no-functions") { Description = "Start no function: serve the gateway and the control plane only." };

    public EmulatorArguments()
    {
        Range(_nodes, 1, 64, "nodes");
        Range(_controlPort, 0, PortRules.Highest, "a port, or 0 for free ones");
        Range(_propagation, 0, 3_600, "seconds");
        Range(_secretsLag, 0, 3_600, "seconds");
        Range(_usageLag, 0, 86_400, "seconds");
        Pairs(_parameters, "NAME=VALUE");
        Pairs(_connectTo, "HOST=http://127.0.0.1:PORT", (_, value) => Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https");
        Pairs(_faults, FaultArgument.Expected, (_, value) => FaultArgument.IsValid(value));
        Pairs(_vpcEndpoints, EndpointArgument.Expected, EndpointArgument.IsValid);
    }

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _template, _region, _parameters, _connectTo, _vpcEndpoints, _controlPort, _nodes, _propagation, _secretsLag, _usageLag, _throttleAccount, _faults })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What only a command that serves can have: <c>invoke</c> and <c>demo</c> are nothing without functions.</summary>
    public void AddServingTo(Command command)
    {
        AddTo(command);
        command.Options.Add(_noFunctions);
    }

    public EmulatorOptions Read(ParseResult arguments) => new()
    {
        TemplateFile = arguments.GetRequiredValue(_template),
        Region = arguments.GetRequiredValue(_region),
        ParameterOverrides = PairsOf(arguments, _parameters),
        ConnectTo = PairsOf(arguments, _connectTo).ToDictionary(pair => pair.Key, pair => new Uri(pair.Value)),
        AdditionalVpcEndpoints = PairsOf(arguments, _vpcEndpoints).ToDictionary(pair => pair.Key, pair => int.Parse(pair.Value, CultureInfo.InvariantCulture)),
        ControlPort = arguments.GetValue(_controlPort),
        Nodes = arguments.GetValue(_nodes),
        Propagation = TimeSpan.FromSeconds(arguments.GetValue(_propagation)),
        SecretsLag = TimeSpan.FromSeconds(arguments.GetValue(_secretsLag)),
        UsageLag = TimeSpan.FromSeconds(arguments.GetValue(_usageLag)),
        ThrottlesAccount = arguments.GetValue(_throttleAccount),
        Faults = [.. PairsOf(arguments, _faults).Select(FaultArgument.Read)],
        SetsUpSchedules = arguments.CommandResult.Command.Options.Contains(_noFunctions), // the command serves
        RunsFunctions = !arguments.GetValue(_noFunctions),
    };

    private static Option<T[]> Repeatable<T>(string name, string description, string helpName) =>
        new(name) { Description = description, HelpName = helpName, AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };

    private static void Range<T>(Option<T> option, T least, T most, string unit)
        where T : struct, IComparable<T> =>
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<T>() is var value && (value.CompareTo(least) < 0 || value.CompareTo(most) > 0))
            {
                result.AddError($"{option.Name}: found {value}, expected {least} to {most} ({unit}).");
            }
        });

    private static void Pairs(Option<string[]> option, string form, Func<string, string, bool>? isValid = null) =>
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Select(token => token.Value))
            {
                var equals = token.IndexOf('=', StringComparison.Ordinal);
                if (equals <= 0 || isValid?.Invoke(token[..equals], token[(equals + 1)..]) == false)
                {
                    result.AddError($"{option.Name}: found '{token}', expected {form}.");
                }
            }

            if (result.Tokens.Select(token => token.Value.Split('=')[0]).GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            {
                result.AddError($"{option.Name}: found '{twice.Key}' more than once, expected one value for each.");
            }
        });

    private static Dictionary<string, string> PairsOf(ParseResult arguments, Option<string[]> option) =>
        arguments.GetRequiredValue(option).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
}
