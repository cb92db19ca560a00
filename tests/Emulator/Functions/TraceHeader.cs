namespace Egress.Emulator.Functions;

/// <summary>
/// Root=1-{seconds}-{random};Parent=…;Sampled=… [X-Ray developer guide, "Tracing header"]. The trace of a caller who names one goes on, whatever the function's own
/// tracing is (recorded with test_xray_trace_propagation, 2025-11-24).
/// </summary>
internal static class TraceHeader
{
    public static string Of(string? given, DateTimeOffset now)
    {
        var fields = (given ?? "").Split(';').Select(field => field.Trim().Split('=', 2)).Where(field => field.Length == 2).ToLookup(field => field[0], field => field[1]);
        var root = fields["Root"].FirstOrDefault(IsRoot) ?? $"1-{now.ToUnixTimeSeconds():x8}-{Hex(24)}";
        var parent = fields["Parent"].FirstOrDefault(value => value.Length == 16 && value.All(char.IsAsciiHexDigit)) ?? Hex(16);
        return $"Root={root};Parent={parent};Sampled={fields["Sampled"].FirstOrDefault(value => value is "0" or "1") ?? "0"}";
    }

    private static bool IsRoot(string value) => value.Split('-') is ["1", { Length: 8 } seconds, { Length: 24 } random] && (seconds + random).All(char.IsAsciiHexDigit);

    private static string Hex(int digits) => Guid.NewGuid().ToString("N")[..digits];
}
