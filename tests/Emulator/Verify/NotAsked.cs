namespace Egress.Emulator.Verify;

/// <summary>What no request to a deployed stack can find out.</summary>
/// <param name="What">The unknown's number, or a recording's name; a name may end in *.</param>
/// <param name="Why">The reason.</param>
internal sealed record NotAsked(string What, string Why)
{
    public bool Covers(string name) => What.EndsWith('*') ? name.StartsWith(What[..^1], StringComparison.Ordinal) : What == name;
}
