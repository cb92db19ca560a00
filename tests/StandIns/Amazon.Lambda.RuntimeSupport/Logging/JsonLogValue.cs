using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport.Logging;

/// <summary>A placeholder's value as JSON: numbers, booleans, lists and dictionaries keep their kind, all else is text.</summary>
internal static class JsonLogValue
{
    public static void Write(Utf8JsonWriter writer, object value, string format)
    {
        switch (value)
        {
            case IDictionary entries:
                WriteObject(writer, entries, format);
                break;
            case IList items:
                WriteArray(writer, items, format);
                break;
            case IFormattable formattable when format is not null:
                writer.WriteStringValue(formattable.ToString(format, CultureInfo.InvariantCulture));
                break;
            default:
                WriteScalar(writer, value);
                break;
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case double or float:
                writer.WriteNumberValue(Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            case byte or sbyte or short or ushort or int or uint or long or ulong or decimal:
                writer.WriteNumberValue(Convert.ToDecimal(value, CultureInfo.InvariantCulture));
                break;
            default:
                writer.WriteStringValue(MessageTemplate.Plain(value));
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, IDictionary entries, string format)
    {
        writer.WriteStartObject();
        foreach (DictionaryEntry entry in entries)
        {
            writer.WritePropertyName(entry.Key.ToString());
            Write(writer, entry.Value, format);
        }

        writer.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter writer, IList items, string format)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            Write(writer, item, format);
        }

        writer.WriteEndArray();
    }
}
