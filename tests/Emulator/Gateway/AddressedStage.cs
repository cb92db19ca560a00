namespace Egress.Emulator.Gateway;

/// <summary>The API and stage that a request named.</summary>
internal sealed record AddressedStage(RestApi Api, ApiStage Stage)
{
    /// <summary>Whether the stage's canary serves the call; null where there is none.</summary>
    public bool? IsCanary { get; init; }
}
