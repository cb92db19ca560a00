using System.Collections.Frozen;

namespace Egress.Emulator.Gateway.Velocity;

/// <summary><c>#name</c> or <c>#{name}</c>. A word that is no directive is text, as in the colour <c>#ff0000</c>.</summary>
/// <param name="Name">Empty where there is none.</param>
/// <param name="Length">Characters, with the sign.</param>
internal readonly record struct DirectiveName(string Name, int Length)
{
    private static readonly FrozenSet<string> Ends = new[] { "end", "else", "elseif" }.ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string> NotRun = new[] { "macro", "include", "parse", "evaluate" }.ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string> All = Ends.Concat(NotRun).Concat(["set", "if", "foreach", "define", "stop", "break"]).ToFrozenSet(StringComparer.Ordinal);

    public bool EndsBlock => Ends.Contains(Name);

    public bool IsNotRun => NotRun.Contains(Name);

    /// <summary>What stands at the scanner's place, which is not moved.</summary>
    public static DirectiveName At(Scanner scanner)
    {
        if (scanner.Current != '#')
        {
            return new DirectiveName("", 0);
        }

        var start = scanner.Position;
        var isBraced = scanner.Peek(1) == '{';
        scanner.Position += isBraced ? 2 : 1;
        var name = scanner.TakeWhile(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '@');
        var isDirective = All.Contains(name) && (!isBraced || scanner.Take("}"));
        var length = scanner.Position - start;
        scanner.Position = start;
        return isDirective ? new DirectiveName(name, length) : new DirectiveName("", 0);
    }
}
