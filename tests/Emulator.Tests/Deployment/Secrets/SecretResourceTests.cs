using Egress.Emulator.Deployment;
using Egress.Emulator.Deployment.Secrets;
using Egress.Emulator.Template;
using Xunit;

namespace Egress.Emulator.Tests.Deployment.Secrets;

public sealed class SecretResourceTests
{
    public static readonly TheoryData<string, string, string> Passwords = new()
    {
        { "32 characters of every type", "{}", @"^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])(?=.*[^A-Za-z0-9 ]).{32}$" },
        { "as many as wanted", "{PasswordLength: 48, ExcludePunctuation: true}", "^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9]{48}$" },
        { "only what is left", "{PasswordLength: 8, ExcludePunctuation: true, ExcludeUppercase: true, ExcludeNumbers: true}", "^[a-z]{8}$" },
        { "without some characters", "{ExcludeCharacters: abc, ExcludePunctuation: true, ExcludeUppercase: true, ExcludeNumbers: true}", "^[d-z]{32}$" },
        { "one of each type, where it just fits", "{PasswordLength: 4}", @"^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])(?=.*[^A-Za-z0-9]).{4}$" },
        { "a single character, types being optional", "{PasswordLength: 1, RequireEachIncludedType: false}", "^.$" },
        { "spaces too", "{PasswordLength: 2, IncludeSpace: true, ExcludePunctuation: true, ExcludeUppercase: true, ExcludeNumbers: true}", "^( [a-z]|[a-z] )$" },
        {
            "the key goes into the template",
            """{SecretStringTemplate: '{"user":"é","n":1}', GenerateStringKey: password, PasswordLength: 9, ExcludePunctuation: true}""",
            """^{"user":"é","n":1,"password":"[A-Za-z0-9]{9}"}$"""
        },
        {
            "and wins over one that is there",
            """{SecretStringTemplate: '{"a":1,"b":2}', GenerateStringKey: a, PasswordLength: 4, ExcludePunctuation: true}""",
            """^{"a":"[A-Za-z0-9]{4}","b":2}$"""
        },
    };

    public static readonly TheoryData<string, string, string> Refused = new()
    {
        { "no value", "{Description: x}", "found no value for the secret S, expected GenerateSecretString or SecretString" },
        { "two values", "{SecretString: a, GenerateSecretString: {}}", "found both GenerateSecretString and SecretString in S" },
        { "a template without its key", "{GenerateSecretString: {SecretStringTemplate: '{}'}}", "found only one of SecretStringTemplate and GenerateStringKey" },
        { "a template that is no object", "{GenerateSecretString: {SecretStringTemplate: '[1]', GenerateStringKey: k}}", "found a SecretStringTemplate that is no JSON object" },
        { "a template that is no JSON", "{GenerateSecretString: {SecretStringTemplate: '{', GenerateStringKey: k}}", "found a SecretStringTemplate that is no JSON object" },
        { "too short for each type", "{GenerateSecretString: {PasswordLength: 3}}", "found 4 types of characters for a password of 3" },
        { "too long", "{GenerateSecretString: {PasswordLength: 4097}}", "expected an integer from 1 to 4096" },
        { "a misspelt rule", "{GenerateSecretString: {ExcludePunctation: true}}", "found the key 'ExcludePunctation'" },
    };

    [Theory]
    [MemberData(nameof(Passwords))]
    public void A_generated_secret_follows_its_rules(string because, string rules, string pattern)
    {
        var value = GeneratedSecretString.Create(new PropertyMap(TemplateParser.Parse("t.yaml", rules).AsMap("rules"), "rules"));

        Assert.True(System.Text.RegularExpressions.Regex.IsMatch(value, pattern), $"{because}: {value}");
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_secret_without_a_sensible_value_is_refused(string because, string properties, string found)
    {
        var refusal = TestStack.Refusal($"Resources:\n  S: {{Type: 'AWS::SecretsManager::Secret', Properties: {properties}}}");

        Assert.True(refusal.StartsWith("t.yaml:2: ", StringComparison.Ordinal) && refusal.Contains(found, StringComparison.Ordinal), $"{because}: {refusal}");
    }

    [Fact]
    public void Two_secrets_are_not_the_same()
    {
        var rules = new PropertyMap(TemplateParser.Parse("t.yaml", "{}").AsMap("rules"), "rules");

        Assert.NotEqual(GeneratedSecretString.Create(rules), GeneratedSecretString.Create(rules));
    }

    [Fact]
    public void A_secret_is_created_with_its_tags_and_named_by_its_ARN()
    {
        var stack = TestStack.Deploy(
            """
            Resources:
              S: {Type: 'AWS::SecretsManager::Secret', Properties: {Name: one, SecretString: v, Description: d, Tags: [{Key: a, Value: b}]}}
            """);

        var secret = stack.Targets.Secrets.Present(stack.Stack.PhysicalIds["S"]);
        Assert.Equal(("one", "d", "b"), (secret.Name, secret.Description, secret.Tags["a"]));
        Assert.StartsWith("arn:aws:secretsmanager:us-east-1:123456789012:secret:one-", stack.Stack.PhysicalIds["S"], StringComparison.Ordinal);
    }
}
