using Egress.Emulator.Gateway.Velocity;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>The integer <c>statusCode</c> of an object, which the answer of a MOCK integration is chosen by; any integer will do. [impl: LocalStack, test_mock_integration]</summary>
internal static class MockStatus
{
    /// <summary>Null where there is none.</summary>
    public static long? Of(string text) =>
        PermissiveJson.TryRead(text, out var value) && value is VelocityMap map && map.GetValueOrDefault("statusCode") is long status ? status : null;
}
