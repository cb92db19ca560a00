namespace Egress.Client.Keys;

/// <summary>Why a key is fetched.</summary>
internal enum FetchCause
{
    /// <summary>Before the first request, and for the first time.</summary>
    WarmUp,
    Cold,
    TimeToLive,
    Forced,
}
