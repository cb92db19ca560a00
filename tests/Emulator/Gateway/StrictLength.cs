using System.Text;

namespace Egress.Emulator.Gateway;

/// <summary>
/// The encoding of Content-Length: digits, and what else stands there is turned into something that is no number. Kestrel parses what the encoding
/// gives it, with signs and vertical tabs, and keeps the number only; RFC 9110, section 8.6, wants digits alone.
/// </summary>
internal sealed class StrictLength : Encoding
{
    public static readonly StrictLength Instance = new();

    private const int LongestLength = 19; // digits of the largest 64-bit number
    private const char NoNumber = 'x';

    public override int GetChars(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        if (bytes.Length > LongestLength || bytes.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
        {
            chars[0] = NoNumber;
            return 1;
        }

        return Latin1.GetChars(bytes, chars);
    }

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) => GetChars(bytes.AsSpan(byteIndex, byteCount), chars.AsSpan(charIndex));

    public override int GetCharCount(byte[] bytes, int index, int count) => GetMaxCharCount(count);

    public override int GetMaxCharCount(int byteCount) => Math.Max(1, byteCount);

    public override int GetByteCount(char[] chars, int index, int count) => Latin1.GetByteCount(chars, index, count);

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) => Latin1.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetMaxByteCount(int charCount) => Latin1.GetMaxByteCount(charCount);
}
