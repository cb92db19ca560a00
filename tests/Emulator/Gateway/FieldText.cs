using System.Buffers;

namespace Egress.Emulator.Gateway;

/// <summary>What may stand in a header line, whoever sent it (RFC 9110, sections 5.1 and 5.5). What may not is what recipients read differently: an injected line, a hidden length.</summary>
internal static class FieldText
{
    private static readonly SearchValues<char> Token = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, 0x20).Where(code => code != '\t').Append(0x7f).Select(code => (char)code)]);

    public static bool IsName(ReadOnlySpan<char> text) => text.Length > 0 && text.IndexOfAnyExcept(Token) < 0;

    /// <summary>No control character but the tab.</summary>
    public static bool IsValue(ReadOnlySpan<char> text) => text.IndexOfAny(Controls) < 0;
}
