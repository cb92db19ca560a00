namespace Egress.Client.Keys;

/// <summary>Why a key is fetched.</summary>
internal enum FetchCause
{
    Cold,
    TimeToLive,
    Forced,
}
