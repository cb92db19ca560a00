using Egress.Emulator.ControlPlane;
using Egress.Emulator.Deployment;
using Egress.Emulator.Functions;
using Egress.Emulator.Gateway;
using Egress.Emulator.Template;
using Egress.Testing;
using Xunit;

namespace Egress.Emulator.Tests.Deployment;

/// <summary>A deployment into real stores, in virtual time. Paths in its templates are relative to the checkout.</summary>
internal sealed class TestStack
{
    private readonly string _text;
    private readonly IReadOnlyDictionary<string, string> _parameters;

    private TestStack(string text, IReadOnlyDictionary<string, string> parameters)
    {
        (_text, _parameters) = (text, parameters);
        var time = Time;
        Targets = new DeploymentTargets
        {
            Apis = new ApiGatewayStore(time, new GatewayNodes(1, TimeSpan.Zero, time, new Random(1)), new UsageLedger(time)) { Random = new Random(1) },
            Secrets = new SecretStore(time, TimeSpan.Zero, "us-east-1", StackIdentity.EmulatedAccountId) { Random = new Random(1) },
            Functions = new FunctionHost(time),
        };
    }

    public ManualTimeProvider Time { get; } = new();
    public DeploymentTargets Targets { get; init; }
    public DeployedStack Stack { get; private set; } = null!;

    public ApiGatewayStore Apis => Targets.Apis;
    public RestApi Api => Assert.Single(Stack.RestApis);

    public static TestStack Of(string text, params (string Name, string Value)[] parameters) =>
        new(text, parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value));

    public static TestStack Deploy(string text, params (string Name, string Value)[] parameters)
    {
        var stack = Of(text, parameters);
        stack.Start();
        return stack;
    }

    public static string Refusal(string text) =>
        Assert.Throws<TemplateException>(() => Deploy(text)).Message.Replace(Repository.Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

    /// <summary>With <c>--connect-to</c> for a host.</summary>
    public TestStack Connected(string host) => new(_text, _parameters) { Targets = Targets with { ConnectedHosts = [host] } };

    public TestStack With(FunctionHost functions) => new(_text, _parameters) { Targets = Targets with { Functions = functions } };

    /// <summary>With a <c>--vpc-endpoint</c>.</summary>
    public TestStack WithAddedEndpoint() => new(_text, _parameters) { Targets = Targets with { HasAddedEndpoints = true } };

    public StackDeployment Start(Guid? id = null)
    {
        var identity = new StackIdentity { Id = id ?? new Guid("11111111-2222-3333-4444-555555555555") };
        var template = TemplateLoader.Parse(Repository.PathOf("t.yaml"), _text, _parameters, identity);
        var deployment = new StackDeployment(template, Targets);
        Stack = deployment.Deploy();
        return deployment;
    }

    public ApiMethod Method(string path, string verb = "ANY") => Assert.Single(Api.Resources, resource => resource.Path == path).Methods[verb];
}
