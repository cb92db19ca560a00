using System.Text.RegularExpressions;

namespace Egress.Emulator.ControlPlane.SecretsManager;

/// <summary>What a secret, its token, its labels and its tags may be. [service model; texts recorded]</summary>
internal static partial class SecretRules
{
    private const int MaxTags = 50;

    public static void CheckNew(NewSecret secret, Secret? existing, string token, SecretValue? value)
    {
        CheckName(secret.Name);
        CheckTags(secret.Tags);
        if (existing?.DeletedDate is not null)
        {
            throw SecretErrors.InvalidRequest("You can't create this secret because a secret with this name is already scheduled for deletion.");
        }

        var isRepetition = existing is not null && value is not null && existing.Version(token)?.Value == value;
        if (existing is not null && !isRepetition)
        {
            throw SecretErrors.Exists($"The operation failed because the secret {secret.Name} already exists.");
        }
    }

    public static string CheckName(string name) => ValidName().IsMatch(name)
        ? name
        : throw SecretErrors.Validation("Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!");

    public static string CheckToken(string? token) => token switch
    {
        null => throw SecretErrors.InvalidRequest("You must provide a ClientRequestToken value. We recommend a UUID-type value."),
        { Length: < 32 or > 64 } => throw SecretErrors.InvalidParameter("ClientRequestToken must be 32-64 characters long."),
        _ => token,
    };

    public static void CheckTags(IReadOnlyDictionary<string, string> tags)
    {
        if (tags.Count > MaxTags)
        {
            throw SecretErrors.LimitExceeded($"The secret would have {tags.Count} tags; the limit is {MaxTags}.");
        }

        foreach (var (key, value) in tags)
        {
            if (key.Length is 0 or > 128 || value.Length > 256 || key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                throw SecretErrors.InvalidParameter($"Tag '{key}' is invalid: a key has 1 to 128 characters and does not begin with aws:, a value has 0 to 256.");
            }
        }
    }

    public static void CheckStages(IReadOnlyCollection<string> stages)
    {
        if (stages.Count is 0 or > 20 || stages.Any(stage => stage.Length is 0 or > 256))
        {
            throw SecretErrors.InvalidParameter($"VersionStages has {stages.Count} labels; 1 to 20 of 1 to 256 characters are allowed.");
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9/_+=.@!-]{1,512}\z")]
    private static partial Regex ValidName();
}
