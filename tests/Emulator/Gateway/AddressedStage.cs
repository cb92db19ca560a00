namespace Egress.Emulator.Gateway;

/// <summary>The API and stage that a request named.</summary>
internal sealed record AddressedStage(RestApi Api, ApiStage Stage);
