using System.Text.Json;
using System.Text.RegularExpressions;
using Egress.Emulator.ControlPlane;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment;

/// <summary><c>{{resolve:secretsmanager:…}}</c> in properties → the secret's value, when the resource is created. Errors never show a value.</summary>
internal sealed partial class DynamicReferences(SecretStore secrets)
{
    public MapNode Resolve(MapNode map) => new(map.At, [.. map.Entries.Select(entry => entry with { Value = Resolve(entry.Value) })]);

    private Node Resolve(Node node) => node switch
    {
        MapNode map => Resolve(map),
        ListNode list => new ListNode(list.At, [.. list.Items.Select(Resolve)]),
        ScalarNode { Kind: ScalarKind.Text } scalar when scalar.Text.Contains("{{resolve:", StringComparison.Ordinal) =>
            new ScalarNode(scalar.At, Any().Replace(scalar.Text, match => Resolve(match.Value, scalar.At))) { IsSecret = true },
        _ => node,
    };

    private string Resolve(string text, SourceLocation at)
    {
        if (text.StartsWith("{{resolve:ssm", StringComparison.Ordinal))
        {
            throw Refuse(at, text, "a value: the emulator has no Parameter Store", "pass the value of a parameter of type AWS::SSM::Parameter::Value as NAME=VALUE; make anything else such a parameter");
        }

        var match = Secret().Match(text);
        if (!match.Success)
        {
            throw Refuse(at, text, "{{resolve:secretsmanager:secret:SecretString:key:stage}}", "correct it");
        }

        if (match.Groups["version"].Length > 0)
        {
            throw Refuse(at, text, "a version stage, not a version id", "name a stage such as AWSCURRENT: the ids of versions are new with every start");
        }

        var stage = match.Groups["stage"] is { Length: > 0 } named ? named.Value : "AWSCURRENT";
        var value = secrets.Read(match.Groups["id"].Value, stage) ?? throw Refuse(
            at,
            text,
            $"a secret with a version {stage}",
            "create it before this resource: refer to it with Ref or Fn::Sub");
        return match.Groups["key"] is { Length: > 0 } key ? Field(value, key.Value, text, at) : value;
    }

    private static string Field(string secret, string key, string text, SourceLocation at)
    {
        try
        {
            using var document = JsonDocument.Parse(secret);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(key, out var field))
            {
                return field.ValueKind == JsonValueKind.String ? field.GetString()! : field.GetRawText();
            }
        }
        catch (JsonException)
        {
            throw Refuse(at, text, "a secret whose value is JSON", $"leave :{key} out, or store JSON");
        }

        throw Refuse(at, text, $"a secret with the key {key}", "correct the key");
    }

    private static TemplateException Refuse(SourceLocation at, string text, string expected, string advice) => new(at, text, expected, advice);

    [GeneratedRegex(@"\{\{resolve:[^{}]*\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Any();

    // AWS page "Get a secret or secret value from Secrets Manager": an ARN or a name, then up to four more parts.
    [GeneratedRegex(
        @"\A\{\{resolve:secretsmanager:(?<id>arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:[^:]+|[^:]+)"
        + @"(:SecretString(:(?<key>[^:]*)(:(?<stage>[^:]*)(:(?<version>[^:]*))?)?)?)?\}\}\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Secret();
}
