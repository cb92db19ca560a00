using System.Buffers;

namespace Egress.Emulator.Gateway.Waf;

/// <summary>The positional constraints of a ByteMatchStatement. [doc: AWS WAF API reference, ByteMatchStatement]</summary>
internal static class ByteMatch
{
    private static readonly SearchValues<byte> WordBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"u8);

    public static readonly IReadOnlyDictionary<string, Func<byte[], byte[], bool>> ByConstraint = new Dictionary<string, Func<byte[], byte[], bool>>
    {
        ["EXACTLY"] = (value, search) => value.AsSpan().SequenceEqual(search),
        ["STARTS_WITH"] = (value, search) => value.AsSpan().StartsWith(search),
        ["ENDS_WITH"] = (value, search) => value.AsSpan().EndsWith(search),
        ["CONTAINS"] = (value, search) => value.AsSpan().IndexOf(search) >= 0,
        ["CONTAINS_WORD"] = ContainsWord,
    };

    public static bool IsWord(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(WordBytes);

    private static bool ContainsWord(byte[] value, byte[] search)
    {
        for (var at = value.AsSpan().IndexOf(search); at >= 0;)
        {
            var end = at + search.Length;
            if ((at == 0 || !WordBytes.Contains(value[at - 1])) && (end == value.Length || !WordBytes.Contains(value[end])))
            {
                return true;
            }

            var next = value.AsSpan(at + 1).IndexOf(search);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return false;
    }
}
