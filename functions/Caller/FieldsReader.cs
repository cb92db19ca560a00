using System.Text.Json;

namespace Egress.Caller;

/// <summary>Headers or query parameters: an object whose members are one text each, or a list of them. A null is an empty text, a null list none.</summary>
internal static class FieldsReader
{
    public static Dictionary<string, IList<string>>? Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        var fields = new Dictionary<string, IList<string>>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            fields[name] = reader.TokenType == JsonTokenType.StartArray ? List(ref reader) : [reader.GetString() ?? ""];
        }

        return fields;
    }

    private static List<string> List(ref Utf8JsonReader reader)
    {
        var values = new List<string>(1);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            values.Add(reader.GetString() ?? "");
        }

        return values;
    }
}
