using System.Text.Json;

namespace Egress.Admin;

/// <summary>Tells events apart by the members that only one sender's have.</summary>
internal static class Events
{
    private const int MostNamed = 10;

    public static EventKind KindOf(JsonElement root) => root.ValueKind != JsonValueKind.Object ? EventKind.Unknown
        : root.TryGetProperty("Step", out _) ? EventKind.Rotation
        : root.TryGetProperty("RequestType", out _) ? EventKind.Stack
        : root.TryGetProperty("action", out _) ? EventKind.Operator
        : root.TryGetProperty("detail-type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "Scheduled Event" ? EventKind.Schedule
        : EventKind.Unknown;

    /// <summary>When the schedule meant the event; null when it does not say.</summary>
    public static DateTimeOffset? TimeOf(JsonElement root) =>
        root.TryGetProperty("time", out var time) && time.ValueKind == JsonValueKind.String && time.TryGetDateTimeOffset(out var at) ? at : null;

    /// <summary>The members by name; their content may be anybody's secret.</summary>
    public static string Describe(JsonElement root) => root.ValueKind == JsonValueKind.Object
        ? $"an object with the members [{string.Join(", ", root.EnumerateObject().Take(MostNamed).Select(member => member.Name.Length <= 40 ? member.Name : member.Name[..40]))}]"
        : $"a JSON {root.ValueKind.ToString().ToLowerInvariant()}";
}
