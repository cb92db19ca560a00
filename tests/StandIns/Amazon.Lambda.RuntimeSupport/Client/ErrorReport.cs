using System.Text.Encodings.Web;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport.Client;

/// <summary>An exception as Lambda's error document: short type name, message, stack trace, and what caused it.</summary>
internal static class ErrorReport
{
    private const int MaxBytes = 256 * 1024;

    public static byte[] Write(Exception exception)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Write(writer, exception);
        }

        return buffer.Length <= MaxBytes ? buffer.ToArray() : "{\"errorMessage\": \"Exception exceeded maximum payload size of 256KB.\"}"u8.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, Exception exception)
    {
        writer.WriteStartObject();
        writer.WriteString("errorType", exception.GetType().Name);
        writer.WriteString("errorMessage", exception.Message);
        WriteStackTrace(writer, exception.StackTrace);
        if (exception.InnerException is { } cause)
        {
            writer.WritePropertyName("cause");
            Write(writer, cause);
        }

        if (exception is AggregateException { InnerExceptions.Count: > 0 } aggregate)
        {
            writer.WriteStartArray("causes");
            foreach (var inner in aggregate.InnerExceptions)
            {
                Write(writer, inner);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteStackTrace(Utf8JsonWriter writer, string stackTrace)
    {
        if (string.IsNullOrEmpty(stackTrace))
        {
            return;
        }

        writer.WriteStartArray("stackTrace");
        foreach (var frame in stackTrace.Split(Environment.NewLine, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            writer.WriteStringValue(frame);
        }

        writer.WriteEndArray();
    }
}
