using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Egress.Emulator.Template;

/// <summary>An evaluated node as JSON, as CloudFormation hands policies and bodies on: order kept, numbers and booleans as such.</summary>
internal static class NodeJson
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Node node)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Relaxed))
        {
            Write(writer, node);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>As <see cref="Write(Node)"/>, but every scalar a string, as in the properties of a custom resource.</summary>
    public static void WriteStrings(Utf8JsonWriter writer, Node node) => Write(writer, node, (_, scalar) => writer.WriteStringValue(scalar.Text));

    public static void Write(Utf8JsonWriter writer, Node node) => Write(writer, node, WriteScalar);

    private static void Write(Utf8JsonWriter writer, Node node, Action<Utf8JsonWriter, ScalarNode> writeScalar)
    {
        switch (node)
        {
            case MapNode map:
                writer.WriteStartObject();
                foreach (var entry in map.Entries)
                {
                    writer.WritePropertyName(entry.Key);
                    Write(writer, entry.Value, writeScalar);
                }

                writer.WriteEndObject();
                return;
            case ListNode list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                {
                    Write(writer, item, writeScalar);
                }

                writer.WriteEndArray();
                return;
            default:
                writeScalar(writer, (ScalarNode)node);
                return;
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, ScalarNode scalar)
    {
        switch (scalar.Kind)
        {
            case ScalarKind.Null:
                writer.WriteNullValue();
                return;
            case ScalarKind.Boolean:
                writer.WriteBooleanValue(scalar.Text == "true");
                return;
            case ScalarKind.Number when decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number):
                writer.WriteNumberValue(number);
                return;
            default:
                writer.WriteStringValue(scalar.Text);
                return;
        }
    }
}
