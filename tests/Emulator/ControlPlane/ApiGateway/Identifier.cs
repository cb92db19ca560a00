namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>Ids and key values in the form that the service draws them.</summary>
internal static class Identifier
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz0123456789";

    public static string Next(Random random) => random.GetString(Lower, 10);

    public static string KeyValue(Random random, int length) => random.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ" + Lower, length);
}
