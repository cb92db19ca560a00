using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.Secrets;

/// <summary>GenerateSecretString: a random password by the rules of GetRandomPassword, alone or put into a JSON template.</summary>
internal static class GeneratedSecretString
{
    // API reference, GetRandomPassword: 32 characters unless told otherwise, at most 4096; these marks of punctuation.
    private const int UsualLength = 32;
    private const int MostLength = 4096;
    private const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private static readonly string[] Known =
    [
        "ExcludeCharacters", "ExcludeLowercase", "ExcludeNumbers", "ExcludePunctuation", "ExcludeUppercase", "GenerateStringKey", "IncludeSpace", "PasswordLength",
        "RequireEachIncludedType", "SecretStringTemplate",
    ];

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Create(PropertyMap rules)
    {
        rules.RefuseOthersThan(Known);
        var password = Password(rules);
        return (rules.FindText("SecretStringTemplate"), rules.FindText("GenerateStringKey")) switch
        {
            (null, null) => password,
            ({ } template, { } key) => Fill(rules, template, key, password),
            _ => throw new TemplateException(rules.At, "only one of SecretStringTemplate and GenerateStringKey", "both or neither", "add the other"),
        };
    }

    private static string Fill(PropertyMap rules, string template, string key, string password)
    {
        try
        {
            if (JsonNode.Parse(template) is JsonObject document)
            {
                document[key] = password;
                return document.ToJsonString(Relaxed);
            }
        }
        catch (JsonException)
        {
            throw NoObject(rules);
        }

        throw NoObject(rules);
    }

    private static string Password(PropertyMap rules)
    {
        var excluded = rules.FindText("ExcludeCharacters") ?? "";
        var types = new[]
        {
            Type(rules, "ExcludeLowercase", "abcdefghijklmnopqrstuvwxyz", excluded),
            Type(rules, "ExcludeUppercase", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", excluded),
            Type(rules, "ExcludeNumbers", "0123456789", excluded),
            Type(rules, "ExcludePunctuation", Punctuation, excluded),
            rules.IsTrue("IncludeSpace") && !excluded.Contains(' ', StringComparison.Ordinal) ? " " : "",
        }.Where(type => type.Length > 0).ToList();
        var length = rules.FindInteger("PasswordLength", 1, MostLength) ?? UsualLength;
        var required = rules.IsTrue("RequireEachIncludedType", otherwise: true) ? types : [];
        if (types.Count == 0 || length < required.Count)
        {
            throw new TemplateException(
                rules.At,
                $"{types.Count} types of characters for a password of {length}",
                "at least one type, and no more than the password has characters",
                "exclude less or ask for a longer one");
        }

        var characters = required.Select(type => RandomNumberGenerator.GetString(type, 1)[0])
            .Concat(RandomNumberGenerator.GetString(string.Concat(types), length - required.Count))
            .ToArray();
        RandomNumberGenerator.Shuffle(characters.AsSpan());
        return new string(characters);
    }

    private static string Type(PropertyMap rules, string exclusion, string characters, string excluded) =>
        rules.IsTrue(exclusion) ? "" : string.Concat(characters.Where(character => !excluded.Contains(character, StringComparison.Ordinal)));

    private static TemplateException NoObject(PropertyMap rules) =>
        new(rules.LocationOf("SecretStringTemplate"), "a SecretStringTemplate that is no JSON object", "one such as {\"user\":\"app\"}", "correct it");
}
