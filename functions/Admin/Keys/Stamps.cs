using System.Collections.Immutable;
using System.Globalization;

namespace Egress.Admin.Keys;

/// <summary>
/// What Admin remembers of a key, in the key's own description: words <c>name=value</c>, times in Unix seconds. Every stamp may be lost:
/// a missing one always means "later". The merge rule of each makes a repeated write harmless. Words that are not ours are kept.
/// </summary>
internal sealed record Stamps
{
    private const string ProvedName = "proved";
    private const string RetireAfterName = "retireAfter";
    private const string DueName = "due";
    private const string DisabledAtName = "disabledAt";

    private readonly ImmutableList<string> _words;

    private Stamps(ImmutableList<string> words) => _words = words;

    public static Stamps None { get; } = new([]);

    /// <summary>testSecret passed, for this set of plans. Newest wins.</summary>
    public Proof? Proved => Value(ProvedName)?.Split(";plans=") is [var at, var hash] && Time(at) is { } time ? new Proof(time, hash) : null;

    /// <summary>The end of grace. It only ever moves later.</summary>
    public DateTimeOffset? RetireAfter => Time(Value(RetireAfterName));

    /// <summary>The first sweep that found the key retirable.</summary>
    public DateTimeOffset? Due => Time(Value(DueName));

    /// <summary>The start of quarantine.</summary>
    public DateTimeOffset? DisabledAt => Time(Value(DisabledAtName));

    public static Stamps Parse(string? description) =>
        new([.. (description ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

    public Stamps Prove(Proof proof) =>
        Proved is { } known && known.At > proof.At ? this : Set(ProvedName, $"{Seconds(proof.At)};plans={proof.PlansHash}");

    public Stamps Retire(DateTimeOffset after) => RetireAfter >= after ? this : Set(RetireAfterName, Seconds(after));

    public Stamps FindDue(DateTimeOffset at) => Due is null ? Set(DueName, Seconds(at)) : this;

    public Stamps Disable(DateTimeOffset at) => DisabledAt is null ? Set(DisabledAtName, Seconds(at)) : this;

    /// <summary>The key is current again: nothing of an earlier retirement may be left, or the next sweep would disable it.</summary>
    public Stamps Revive() => new(_words.RemoveAll(word => Name(word) is RetireAfterName or DueName or DisabledAtName or "baseline"));

    public bool Equals(Stamps? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => string.Join(' ', _words);

    private Stamps Set(string name, string value)
    {
        var word = $"{name}={value}";
        var index = _words.FindIndex(each => Name(each) == name);
        return new(index < 0 ? _words.Add(word) : _words.SetItem(index, word));
    }

    private string? Value(string name) => _words.Find(word => Name(word) == name)?[(name.Length + 1)..];

    private static string? Name(string word) => word.IndexOf('=', StringComparison.Ordinal) is > 0 and var end ? word[..end] : null;

    private static string Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    // A year of four digits is the most that a DateTimeOffset holds; a stamp beyond it was not written by us.
    private static DateTimeOffset? Time(string? seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var unix) && unix <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(unix)
            : null;
}
