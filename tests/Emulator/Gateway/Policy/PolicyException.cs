namespace Egress.Emulator.Gateway.Policy;

/// <summary>A policy that cannot be loaded: says where, what was found and what was expected.</summary>
internal sealed class PolicyException(string path, string found, string expected) : FormatException($"Policy, {path}: found {found}, expected {expected}.")
{
    /// <summary>From the outside in: <c>Statement 2</c>, <c>Condition</c>, <c>StringEquals</c>, …, and last what was found, which may be a key.</summary>
    public IReadOnlyList<string> Path { get; } = [.. path.Split(", "), found.Split(' ')[^1]];
}
