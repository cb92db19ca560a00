using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Egress.Emulator.Gateway.Velocity;

/// <summary>Writes values as JSON, without blanks. [validated: test_input_path_template_formatting]</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = VelocityLimits.MaxValueDepth + 1 };

    public static string Of(object? value, Rendering rendering)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, value, 0, rendering);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, object? value, int depth, Rendering rendering)
    {
        if (depth >= VelocityLimits.MaxValueDepth)
        {
            throw rendering.Fault("a list or map that holds itself, or too many of each other");
        }

        rendering.Step();
        switch (value)
        {
            case VelocityMap map:
                writer.WriteStartObject();
                foreach (var (key, item) in map)
                {
                    rendering.Spend(key.Length);
                    writer.WritePropertyName(key);
                    Write(writer, item, depth + 1, rendering);
                }

                writer.WriteEndObject();
                break;
            case VelocityList list:
                writer.WriteStartArray();
                foreach (var item in list)
                {
                    Write(writer, item, depth + 1, rendering);
                }

                writer.WriteEndArray();
                break;
            default:
                WriteScalar(writer, value, rendering);
                break;
        }

        CheckLength(writer, rendering);
    }

    // As it grows, in bytes: a list may hold one long text many times.
    private static void CheckLength(Utf8JsonWriter writer, Rendering rendering) => rendering.CheckLength(writer.BytesCommitted + writer.BytesPending);

    private static void WriteScalar(Utf8JsonWriter writer, object? value, Rendering rendering)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case long whole:
                writer.WriteNumberValue(whole);
                break;
            case double number when double.IsFinite(number):
                writer.WriteRawValue(ValueText.OfNumber(number));
                break;
            default:
                var text = rendering.TextOf(value);
                rendering.Spend(text.Length);
                writer.WriteStringValue(text);
                break;
        }
    }
}
