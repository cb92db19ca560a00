using System.Text.Json.Nodes;

namespace Egress.Emulator.ControlPlane.SecretsManager;

/// <summary>GetRandomPassword: 32 characters unless told, at least one of each type that is not excluded.</summary>
internal sealed class PasswordOperations(Random random)
{
    private const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    public JsonNode GetRandomPassword(JsonObject input)
    {
        var length = input.Bounded("PasswordLength", (1, 4096)) ?? 32;
        var excluded = input.Bounded("ExcludeCharacters", 0, 4096) ?? "";
        string[] types =
        [
            .. Type("ExcludeLowercase", "abcdefghijklmnopqrstuvwxyz"), .. Type("ExcludeUppercase", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
            .. Type("ExcludeNumbers", "0123456789"), .. Type("ExcludePunctuation", Punctuation), .. input.Flag("IncludeSpace") == true ? [" "] : Array.Empty<string>(),
        ];
        types = [.. types.Select(type => string.Concat(type.Except(excluded))).Where(type => type.Length > 0)];
        var required = (input.Flag("RequireEachIncludedType") ?? true) ? types : [];
        if (types.Length == 0)
        {
            throw SecretErrors.InvalidParameter("Every type of character is excluded: a password needs one.");
        }

        if (length < required.Length)
        {
            throw SecretErrors.InvalidParameter("Password length is too short based on the required types.");
        }

        char[] password = [.. required.Select(type => type[random.Next(type.Length)]), .. random.GetItems<char>(string.Concat(types), length - required.Length)];
        random.Shuffle(password);
        return new JsonObject { ["RandomPassword"] = new string(password) };

        string[] Type(string exclude, string characters) => input.Flag(exclude) == true ? [] : [characters];
    }
}
