using Egress.Emulator.ControlPlane;
using Egress.Emulator.ControlPlane.SecretsManager;
using Egress.Probe.Contract;

namespace Egress.Admin.Tests.Simulation;

/// <summary>Consumers with a secret, a key and a grant each, as rotations left them.</summary>
internal static class ManyConsumers
{
    public static void Populate(SimulatedWorld world, int consumers)
    {
        for (var index = 0; index < consumers; index++)
        {
            Add(world, $"c{index}", versionOfKey: null);
        }
    }

    public static void Add(SimulatedWorld world, string consumer, string? versionOfKey)
    {
        var (token, value) = (Guid.NewGuid().ToString(), ApiKey.Draw().Value);
        var tags = new Dictionary<string, string> { ["egress:stack"] = World.Stack, ["egress:consumer"] = consumer, ["egress:grant/a.com"] = "on" };
        var name = $"egress/prod/{consumer}/{versionOfKey ?? token}";
        var document = $$"""{"schema":1,"consumer":"{{consumer}}","apiKey":"{{value}}","keyName":"{{name}}"}""";
        var arn = world.Secrets.Create(new NewSecret($"egress/prod/{consumer}", null, null, tags), token, SecretValue.Of(document)).Arn;
        world.Secrets.Update(arn, secret => secret.WithRotation("arn:aws:lambda:us-east-1:123456789012:function:admin", RotationRules.Of(1000, null, null), world.Clock.GetUtcNow()));
        world.Apis.Attach("plan-a", world.Apis.CreateApiKey(new NewApiKey { Name = name, Value = value, Enabled = true, Tags = tags }).Id);
    }
}
