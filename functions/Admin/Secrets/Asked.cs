using System.Globalization;

namespace Egress.Admin.Secrets;

/// <summary>
/// What the last request of one action meant, kept in a tag of the secret and written before anything is changed. Lambda repeats an event that failed, with the same
/// request id; the AWS CLI repeats a request that was not answered in 60 s, with another one. By then <c>current</c> or <c>previous</c> may name another version.
/// </summary>
internal sealed record Asked(DateTimeOffset At, string Request, string Subject)
{
    // The longest run is 15 minutes, and a repetition may come that much later.
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    public static string TagOf(string action) => Tag.AskedPrefix + action;

    /// <summary>Null when there was none, or the tag says nothing that we wrote.</summary>
    public static Asked? Find(SecretState secret, string action) =>
        secret.Tags.GetValueOrDefault(TagOf(action))?.Split(' ', 3) is [var at, var request, var subject] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? new Asked(DateTimeOffset.FromUnixTimeSeconds(seconds), request, subject)
            : null;

    /// <summary>So short a time ago that a request like it may be its repetition.</summary>
    public bool IsFresh(DateTimeOffset now) => now - At < Window;

    public override string ToString() => $"{At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)} {Request} {Subject}";
}
