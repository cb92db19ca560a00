using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.StandIns;

internal sealed class EnumerationConverter<T>(Func<string, T> find) : JsonConverter<T> where T : ConstantClass
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => find(reader.GetString());

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
