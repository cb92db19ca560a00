using Egress.Emulator.Gateway.Velocity;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>The integer <c>statusCode</c> of an object, which the answer of a MOCK integration is chosen by; any integer will do. [impl: LocalStack, test_mock_integration]</summary>
internal static class MockStatus
{
    /// <summary>Values in the text: it may be a client's body, and all but one are read in vain.</summary>
    private const int MaxValues = 10_000;

    /// <summary>Null where there is none.</summary>
    public static long? Of(string text) =>
        PermissiveJson.TryRead(text, MaxValues, out var value) && value is VelocityMap map && map.GetValueOrDefault("statusCode") is long status ? status : null;
}
