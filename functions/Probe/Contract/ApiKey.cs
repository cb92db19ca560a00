using System.Security.Cryptography;
using System.Text;

namespace Egress.Probe.Contract;

/// <summary>The value of an API key. It prints as <c>[redacted]</c>; only its fingerprint may be shown.</summary>
internal readonly record struct ApiKey
{
    private const string Base62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int DrawnLength = 48;

    // CreateApiKey takes 20 to 128 characters, the import of keys from a file wants 30: what both accept.
    private const int Shortest = 30;
    private const int Longest = 128;

    public ApiKey(string value)
    {
        if (!IsValid(value))
        {
            throw new ArgumentException($"An API key has {Shortest} to {Longest} letters and digits; this one has {value.Length} characters.", nameof(value));
        }

        Value = value;
    }

    /// <summary>The value itself, for the wire only.</summary>
    public string Value { get; }

    /// <summary>The first 8 hex digits of SHA-256: enough to tell keys apart, useless for calling.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Value)).AsSpan(0, 4));

    public static bool IsValid(string? value) =>
        value is { Length: >= Shortest and <= Longest } && value.All(char.IsAsciiLetterOrDigit);

    /// <summary>A new value of 285 random bits.</summary>
    public static ApiKey Draw() => new(RandomNumberGenerator.GetString(Base62, DrawnLength));

    public override string ToString() => "[redacted]";
}
