using System.Text.Json.Nodes;

namespace Egress.Emulator.ControlPlane.SecretsManager;

/// <summary>GetRandomPassword: 32 characters unless told, at least one of each type that is not excluded.</summary>
internal sealed class PasswordOperations(Random random)
{
    private const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    public JsonNode GetRandomPassword(JsonObject input)
    {
        var length = (int)(input.Whole("PasswordLength") ?? 32);
        var excluded = input.Text("ExcludeCharacters") ?? "";
        string[] types =
        [
            .. Type("ExcludeLowercase", "abcdefghijklmnopqrstuvwxyz"), .. Type("ExcludeUppercase", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
            .. Type("ExcludeNumbers", "0123456789"), .. Type("ExcludePunctuation", Punctuation), .. input.Flag("IncludeSpace") == true ? [" "] : Array.Empty<string>(),
        ];
        types = [.. types.Select(type => string.Concat(type.Except(excluded))).Where(type => type.Length > 0)];
        var required = (input.Flag("RequireEachIncludedType") ?? true) ? types : [];
        if (length is < 1 or > 4096 || length < required.Length || types.Length == 0)
        {
            throw SecretErrors.InvalidParameter(
                $"PasswordLength is {length} with {types.Length} character types; it must be between {Math.Max(1, required.Length)} and 4096, with at least one type.");
        }

        char[] password = [.. required.Select(type => type[random.Next(type.Length)]), .. random.GetItems<char>(string.Concat(types), length - required.Length)];
        random.Shuffle(password);
        return new JsonObject { ["RandomPassword"] = new string(password) };

        string[] Type(string exclude, string characters) => input.Flag(exclude) == true ? [] : [characters];
    }
}
