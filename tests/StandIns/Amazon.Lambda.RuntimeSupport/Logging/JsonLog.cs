using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport.Logging;

/// <summary>One JSON object a line; each named placeholder of the message is a member of it.</summary>
internal sealed class JsonLog : ILogFormat
{
    public string Format(LogEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("timestamp", entry.Timestamp);
            writer.WriteString("level", entry.Level.ToString());
            WriteUnlessEmpty(writer, "requestId", entry.Invocation?.AwsRequestId);
            WriteUnlessEmpty(writer, "tenantId", entry.Invocation?.TenantId);
            WriteUnlessEmpty(writer, "traceId", entry.Invocation?.TraceId);
            writer.WriteString("message", entry.Message.Text);
            foreach (var (name, value, format) in entry.Message.Properties)
            {
                writer.WritePropertyName(name);
                JsonLogValue.Write(writer, value, format);
            }

            WriteException(writer, entry.Exception);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteUnlessEmpty(Utf8JsonWriter writer, string name, string value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            writer.WriteString(name, value);
        }
    }

    private static void WriteException(Utf8JsonWriter writer, Exception exception)
    {
        if (exception is null)
        {
            return;
        }

        writer.WriteString("errorType", exception.GetType().FullName);
        writer.WriteString("errorMessage", exception.Message);
        writer.WriteStartArray("stackTrace");
        foreach (var line in exception.ToString().Split('\n'))
        {
            writer.WriteStringValue(line.Trim());
        }

        writer.WriteEndArray();
    }
}
