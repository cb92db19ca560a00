using System.Text.Json;

namespace Egress.Caller;

/// <summary>Where an event has its body: what the bytes mean is known only once all members are read.</summary>
internal readonly record struct BodyToken(ReadOnlyMemory<byte> Quoted, bool IsEscaped)
{
    public static BodyToken Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.Null => default,
            JsonTokenType.String => new BodyToken(json.Slice((int)reader.TokenStartIndex, reader.ValueSpan.Length + 2), reader.ValueIsEscaped),
            _ => throw new JsonException(),
        };
    }

    /// <summary>Text as it lies in the event; copied only to undo escapes.</summary>
    public ReadOnlyMemory<byte> Text()
    {
        if (!IsEscaped)
        {
            return Quoted.IsEmpty ? default : Quoted[1..^1];
        }

        var reader = new Utf8JsonReader(Quoted.Span);
        reader.Read();
        var text = new byte[Quoted.Length];
        return text.AsMemory(0, reader.CopyString(text));
    }

    public ReadOnlyMemory<byte> Bytes()
    {
        if (Quoted.IsEmpty)
        {
            return default;
        }

        var reader = new Utf8JsonReader(Quoted.Span);
        reader.Read();
        return reader.TryGetBytesFromBase64(out var bytes)
            ? bytes
            : throw new BadEventException("The event's body is not base64, though isBase64Encoded is true. Expected base64, or isBase64Encoded false.");
    }
}
