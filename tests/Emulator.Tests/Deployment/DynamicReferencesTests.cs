using Xunit;

namespace Egress.Emulator.Tests.Deployment;

public sealed class DynamicReferencesTests
{
    public static readonly TheoryData<string, string, string> Resolved = new()
    {
        { "a key of a secret, by ARN", "!Sub '{{resolve:secretsmanager:${S}:SecretString:user}}'", "app" },
        { "a key of a secret, by name", "'{{resolve:secretsmanager:one:SecretString:user}}'", "app" },
        { "its stage", "'{{resolve:secretsmanager:one:SecretString:user:AWSCURRENT}}'", "app" },
        { "a key that is no string", "'{{resolve:secretsmanager:one:SecretString:n}}'", "1" },
        { "the whole secret", "'{{resolve:secretsmanager:one:SecretString}}'", """{"user":"app","n":1}""" },
        { "the whole secret, said shortly", "'{{resolve:secretsmanager:one}}'", """{"user":"app","n":1}""" },
        { "inside a text, twice", "'<{{resolve:secretsmanager:one:SecretString:user}}|{{resolve:secretsmanager:one:SecretString:n}}>'", "<app|1>" },
        { "text that looks a little like one", "'{{resolve}} {{x}}'", "{{resolve}} {{x}}" },
    };

    [Theory]
    [MemberData(nameof(Resolved))]
    public void A_dynamic_reference_is_the_secrets_value(string because, string expression, string value)
    {
        var stack = TestStack.Deploy(Reference(expression));

        Assert.True(value == Assert.Single(stack.Apis.Keys).Description, because);
    }

    [Theory]
    [InlineData("{{resolve:secretsmanager:two}}", "expected a secret with a version AWSCURRENT")]
    [InlineData("{{resolve:secretsmanager:one:SecretString:user:AWSPREVIOUS}}", "expected a secret with a version AWSPREVIOUS")]
    [InlineData("{{resolve:secretsmanager:one:SecretString:pass}}", "expected a secret with the key pass")]
    [InlineData("{{resolve:secretsmanager:one:SecretString:user:AWSCURRENT:abc}}", "expected a version stage, not a version id")]
    [InlineData("{{resolve:secretsmanager:one:SecretBinary}}", "expected {{resolve:secretsmanager:secret:SecretString:key:stage}}")]
    [InlineData("{{resolve:ssm:/a}}", "the emulator has no Parameter Store")]
    public void A_dynamic_reference_to_nothing_is_refused_without_a_value(string reference, string found)
    {
        var refusal = TestStack.Refusal(Reference($"'{reference}'"));

        Assert.StartsWith($"t.yaml:6: found {reference}, ", refusal, StringComparison.Ordinal);
        Assert.Contains(found, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("app", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_a_secret_that_is_no_JSON_is_refused_without_its_value()
    {
        var refusal = TestStack.Refusal(Reference("'{{resolve:secretsmanager:one:SecretString:user}}'").Replace("""'{"user":"app","n":1}'""", "hunter2", StringComparison.Ordinal));

        Assert.Contains("expected a secret whose value is JSON", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resolved_value_is_never_shown()
    {
        var refusal = TestStack.Refusal(Reference("x, Enabled: '{{resolve:secretsmanager:one:SecretString:user}}'"));

        Assert.Contains("found a secret value as Enabled of Key", refusal, StringComparison.Ordinal);
    }

    private static string Reference(string expression) =>
        $$"""
        Resources:
          S: {Type: 'AWS::SecretsManager::Secret', Properties: {Name: one, SecretString: '{"user":"app","n":1}'} }
          Key:
            Type: AWS::ApiGateway::ApiKey
            DependsOn: S
            Properties: {Description: {{expression}} }
        """;
}
