using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.Lambda.Serialization.SystemTextJson.Converters;

/// <summary>Reads ISO 8601 text and Unix seconds; a number beyond the year 5000 is taken for milliseconds, which Kinesis sends.</summary>
public class DateTimeConverter : JsonConverter<DateTime>
{
    private const long SecondsOfYear5000 = 157_753_180_800;

    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String when reader.TryGetDateTime(out var date) => date,
        JsonTokenType.Number when reader.TryGetInt64(out var number) => number > SecondsOfYear5000
            ? DateTime.UnixEpoch.AddMilliseconds(number)
            : DateTime.UnixEpoch.AddSeconds(number),
        JsonTokenType.Number when reader.TryGetDouble(out var seconds) => DateTime.UnixEpoch.AddSeconds(seconds),
        _ => throw new JsonSerializerException($"Unknown data type for DateTime: {reader.TokenType}"),
    };

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
