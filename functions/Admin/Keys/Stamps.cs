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
    private const string BaselineName = "baseline";
    private const string HeldName = "held";
    private const string ExtraName = "extra";
    private const string SettledName = "settled";
    private const string SettlingName = "s2";
    private const string SettledAgainName = "s2at";
    private const string RevokingName = "revoking";
    private const string RevokedName = "revoked";

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

    /// <summary>What was used when every admitted caller should have left the key; and after each day of a hold. Newest wins.</summary>
    public PlanCounts? Baseline => PlanCounts.Parse(Value(BaselineName));

    /// <summary>The key is kept beyond its grace, because somebody uses it: since when.</summary>
    public DateTimeOffset? Held => Time(Value(HeldName));

    /// <summary>The first sweep that found the key in a plan that its consumer is not granted.</summary>
    public DateTimeOffset? Extra => Time(Value(ExtraName));

    /// <summary>What remained of the predecessor's quota when this key was made.</summary>
    public Settlement? Settled => Settlement.Parse(Value(SettledName));

    /// <summary>What shall remain of this key's quota after the predecessor's last use, written before it is applied.</summary>
    public PlanCounts? Settling => PlanCounts.Parse(Value(SettlingName));

    public DateTimeOffset? SettledAgain => Time(Value(SettledAgainName));

    /// <summary>A replacement is under way: no way back to this key.</summary>
    public bool IsRevoking => Value(RevokingName) is not null;

    /// <summary>Disabled for good.</summary>
    public bool IsRevoked => Value(RevokedName) is not null;

    /// <summary>Any of a rotation's: nobody else writes these.</summary>
    public bool AreThere => Proved is not null || RetireAfter is not null || DisabledAt is not null || IsRevoking;

    public static Stamps Parse(string? description) =>
        new([.. (description ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

    public Stamps Prove(Proof proof) =>
        Proved is { } known && known.At > proof.At ? this : Set(ProvedName, $"{Seconds(proof.At)};plans={proof.PlansHash}");

    /// <summary>A later end is a new grace: what an earlier one's end was judged by is forgotten.</summary>
    public Stamps Retire(DateTimeOffset after) => RetireAfter >= after ? this : Without([.. Judged()]).Set(RetireAfterName, Seconds(after));

    public Stamps Mark(PlanCounts used) => Set(BaselineName, used.ToString());

    public Stamps Hold(DateTimeOffset at) => Held is null ? Set(HeldName, Seconds(at)) : this;

    public Stamps FindExtra(DateTimeOffset? at) => at is { } time ? Extra is null ? Set(ExtraName, Seconds(time)) : this : Without(ExtraName);

    public Stamps Settle(Settlement settlement) => Settled is null ? Set(SettledName, settlement.ToString()) : this;

    public Stamps SettleAgain(PlanCounts target) => Settling is null ? Set(SettlingName, target.ToString()) : this;

    public Stamps EndSettlement(DateTimeOffset at) => SettledAgain is null ? Set(SettledAgainName, Seconds(at)) : this;

    public Stamps Revoking(DateTimeOffset at) => IsRevoking ? this : Set(RevokingName, Seconds(at));

    public Stamps Revoke(DateTimeOffset at) => (IsRevoked ? this : Set(RevokedName, Seconds(at))).Disable(at);

    public Stamps FindDue(DateTimeOffset at) => Due is null ? Set(DueName, Seconds(at)) : this;

    public Stamps Disable(DateTimeOffset at) => DisabledAt is null ? Set(DisabledAtName, Seconds(at)) : this;

    /// <summary>Of a key that was found enabled: an older stamp is of an earlier quarantine, which somebody ended by hand.</summary>
    public Stamps DisableAnew(DateTimeOffset at) => Set(DisabledAtName, Seconds(at));

    /// <summary>The key is current again: nothing of an earlier retirement may be left, or the next sweep would disable it.</summary>
    public Stamps Revive() => Without(RetireAfterName, DueName, DisabledAtName, BaselineName, HeldName);

    public bool Equals(Stamps? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => string.Join(' ', _words);

    private IEnumerable<string> Judged()
    {
        (string Name, bool IsThere)[] stamps = [(DueName, Due is not null), (BaselineName, Baseline is not null), (HeldName, Held is not null)];
        return from stamp in stamps where stamp.IsThere select stamp.Name;
    }

    private Stamps Without(params string[] names) => new(_words.RemoveAll(word => names.Contains(Name(word))));

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
