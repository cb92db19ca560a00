using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Egress.Client;

/// <summary>An API key's value. Nothing prints it: <see cref="ToString"/> is <c>[redacted]</c>.</summary>
[DebuggerDisplay("[redacted]")]
public readonly record struct ApiKey
{
    private const int MinCharacters = 30;
    private const int MaxCharacters = 128;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string? _value;

    /// <summary>Takes a key of 30 to 128 ASCII letters and digits.</summary>
    /// <exception cref="ArgumentException">The value is not such a key; the message does not contain it.</exception>
    public ApiKey(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length is < MinCharacters or > MaxCharacters || !value.All(char.IsAsciiLetterOrDigit))
        {
            throw new ArgumentException($"The API key has {value.Length} characters. Expected {MinCharacters} to {MaxCharacters} ASCII letters and digits, nothing else.", nameof(value));
        }

        _value = value;
    }

    /// <summary>The first 8 hexadecimal digits of the value's SHA-256: enough to compare two keys in a log.</summary>
    public string Fingerprint => _value is null ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(_value)).AsSpan(0, 4));

    internal bool IsEmpty => _value is null;

    internal string Reveal() => _value ?? throw new InvalidOperationException("This API key was never given a value.");

    /// <summary>Always <c>[redacted]</c>.</summary>
    public override string ToString() => "[redacted]";
}
