using System.Text.Json;
using System.Text.Unicode;

namespace Egress.Caller;

/// <summary>
/// Reads a proxy event from its UTF-8 and looks at nothing that is not wanted. The body never becomes a string: a 5 MB one would be
/// 10 MB of UTF-16, and a function of 128 MB has no room for several of those.
/// </summary>
internal static class ProxyEventReader
{
    /// <exception cref="BadEventException">The event describes no request.</exception>
    public static ProxyEvent Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            return Utf8.IsValid(json.Span) ? ReadObject(json) : throw Malformed();
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException) // the latter: another type than expected, or half a surrogate pair
        {
            throw Malformed();
        }
    }

    private static ProxyEvent ReadObject(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Malformed();
        }

        var members = new Members();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            members.Read(ref reader, json);
        }

        return reader.Read() ? throw Malformed() : members.ToEvent(); // what follows the object makes Read throw
    }

    private static BadEventException Malformed() => new("The event is not an API Gateway proxy event. Expected a JSON object with httpMethod, path and headers.");

    private ref struct Members
    {
        private string? _method;
        private string? _path;
        private Dictionary<string, IList<string>>? _header;
        private Dictionary<string, IList<string>>? _headers;
        private Dictionary<string, IList<string>>? _parameter;
        private Dictionary<string, IList<string>>? _parameters;
        private BodyToken _body;
        private bool _isBase64;

        public void Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
        {
            switch (NameOf(reader))
            {
                case Member.Method: _method = Text(ref reader); break;
                case Member.Path: _path = Text(ref reader); break;
                case Member.Header: _header = FieldsReader.Read(ref reader); break;
                case Member.Headers: _headers = FieldsReader.Read(ref reader); break;
                case Member.Parameter: _parameter = FieldsReader.Read(ref reader); break;
                case Member.Parameters: _parameters = FieldsReader.Read(ref reader); break;
                case Member.Body: _body = BodyToken.Read(ref reader, json); break;
                case Member.IsBase64: _isBase64 = reader.Read() && reader.TokenType != JsonTokenType.Null && reader.GetBoolean(); break;
                default: reader.Skip(); break;
            }
        }

        public readonly ProxyEvent ToEvent() => new()
        {
            Method = _method,
            Path = _path,
            Headers = Several(_headers, _header),
            Parameters = Several(_parameters, _parameter),
            Body = _isBase64 ? _body.Bytes() : _body.Text(),
        };

        private static Dictionary<string, IList<string>> Several(Dictionary<string, IList<string>>? several, Dictionary<string, IList<string>>? single) => several is { Count: > 0 } ? several : single ?? [];

        private static string? Text(ref Utf8JsonReader reader) => reader.Read() ? reader.GetString() : null;

        private static Member NameOf(in Utf8JsonReader reader) => reader switch
        {
            _ when reader.ValueTextEquals("httpMethod"u8) => Member.Method,
            _ when reader.ValueTextEquals("path"u8) => Member.Path,
            _ when reader.ValueTextEquals("headers"u8) => Member.Header,
            _ when reader.ValueTextEquals("multiValueHeaders"u8) => Member.Headers,
            _ when reader.ValueTextEquals("queryStringParameters"u8) => Member.Parameter,
            _ when reader.ValueTextEquals("multiValueQueryStringParameters"u8) => Member.Parameters,
            _ when reader.ValueTextEquals("body"u8) => Member.Body,
            _ when reader.ValueTextEquals("isBase64Encoded"u8) => Member.IsBase64,
            _ => Member.Other,
        };
    }

    private enum Member
    {
        Other,
        Method,
        Path,
        Header,
        Headers,
        Parameter,
        Parameters,
        Body,
        IsBase64,
    }
}
