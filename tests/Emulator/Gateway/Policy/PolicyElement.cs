using System.Text.Json;

namespace Egress.Emulator.Gateway.Policy;

/// <summary>Principal, Action or Resource, or its counterpart with Not.</summary>
internal sealed record PolicyElement(bool IsNegated, string[] Patterns)
{
    public static PolicyElement Of(JsonElement statement, string name, string path, Func<JsonElement, string, IReadOnlyList<string>> read)
    {
        var hasPlain = statement.TryGetProperty(name, out var plain);
        var hasNegated = statement.TryGetProperty("Not" + name, out var negated);
        return (hasPlain, hasNegated) switch
        {
            (true, false) => new PolicyElement(false, [.. read(plain, $"{path}, {name}")]),
            (false, true) => new PolicyElement(true, [.. read(negated, $"{path}, Not{name}")]),
            (true, true) => throw new PolicyException(path, $"{name} and Not{name}", "one of them"),
            (false, false) => throw new PolicyException(path, $"neither {name} nor Not{name}", "one of them"),
        };
    }

    public bool Matches(Predicate<string> matches) => Array.Exists(Patterns, matches) != IsNegated;
}
