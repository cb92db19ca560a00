using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.StandIns;

/// <summary>Times are Unix seconds with a fraction; ISO 8601 text is read as well. Always UTC.</summary>
internal sealed class UnixTimeConverter : JsonConverter<DateTime>
{
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType == JsonTokenType.String
        ? reader.GetDateTime().ToUniversalTime()
        : DateTime.UnixEpoch.AddSeconds(reader.GetDouble());

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteNumberValue((value.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds);
}
