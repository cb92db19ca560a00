using System.Text.Json.Nodes;

namespace Egress.Emulator.Demo;

/// <summary>The key of the template's own consumer, as its secret has it at the moment.</summary>
internal sealed class ConsumerKey
{
    private readonly RunningEmulator _emulator;

    private ConsumerKey(RunningEmulator emulator, string secret) => (_emulator, Secret) = (emulator, secret);

    /// <summary>The ARN of the secret.</summary>
    public string Secret { get; }

    public string Value => Document["apiKey"]!.GetValue<string>();

    /// <summary>The template's own key has no generation written in its document; each rotation writes one more.</summary>
    public int Generation => 1 + (Document["generation"]?.GetValue<int>() ?? 0);

    private JsonNode Document => JsonNode.Parse(_emulator.Secrets.Read(Secret, "AWSCURRENT")!)!;

    /// <exception cref="EmulatorException">The template has not exactly one secret.</exception>
    public static ConsumerKey Of(RunningEmulator emulator) => emulator.Secrets.AllPresent() switch
    {
        [var secret] => new ConsumerKey(emulator, secret.Arn),
        var secrets => throw new EmulatorException($"The demo rotates the key of the template's one consumer: found {secrets.Count} secrets in it, expected 1. Use 'up' for other templates."),
    };
}
