using System.Text.RegularExpressions;

namespace Egress.Admin.Keys;

/// <summary>
/// <c>egress/{stack}/{consumer}/{token}</c>, the name of every key that Admin makes. The slash at the end of each part keeps one
/// consumer's prefix from being a prefix of another's; still, names are compared whole.
/// </summary>
internal readonly partial record struct KeyName
{
    private KeyName(string stack, string consumer, string token) => (Stack, Consumer, Token) = (stack, consumer, token);

    public string Stack { get; }
    public string Consumer { get; }

    /// <summary>The version of the secret that holds the key's value.</summary>
    public string Token { get; }

    public static KeyName Of(string stack, string consumer, string token) => IsConsumer(consumer)
        ? new KeyName(stack, consumer, token)
        : throw new RefusedException("The consumer's name is not one: expected 1 to 40 lower-case letters, digits and single hyphens, starting and ending with a letter or digit. Correct the secret's tag egress:consumer.");

    public static KeyName? Parse(string? name) =>
        name?.Split('/') is ["egress", { Length: > 0 } stack, var consumer, { Length: > 0 } token] && IsConsumer(consumer) ? new KeyName(stack, consumer, token) : null;

    public static string PrefixOf(string stack) => $"egress/{stack}/";

    public static string PrefixOf(string stack, string consumer) => $"{PrefixOf(stack)}{consumer}/";

    public static bool IsConsumer(string? name) => name is not null && Consumers().IsMatch(name);

    public override string ToString() => PrefixOf(Stack, Consumer) + Token;

    [GeneratedRegex("^[a-z0-9](-?[a-z0-9]){0,39}\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Consumers();
}
