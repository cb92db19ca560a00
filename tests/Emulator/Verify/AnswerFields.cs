using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Egress.Emulator.Verify;

/// <summary>An answer taken apart into named values that can be compared one by one. Order of headers, and where chunks end, are no values.</summary>
internal static class AnswerFields
{
    // Different in every call, or as long as an address is; that they are there is compared.
    private static readonly HashSet<string> Volatile = new(StringComparer.OrdinalIgnoreCase)
    {
        "Date", "x-amzn-RequestId", "x-amz-apigw-id", "x-amzn-Remapped-Date", "x-amzn-Remapped-Content-Length",
    };

    public static IReadOnlyDictionary<string, string> Of(ProbedAnswer answer, bool isHead)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["connection"] = answer.End, ["tls"] = answer.Tls ?? "none" };
        var messages = RawMessage.ReadAll(Encoding.Latin1.GetString(answer.Bytes), isHead);
        for (var index = 0; index < messages.Count; index++)
        {
            Add(fields, messages[index], messages.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"{index + 1:00} "));
        }

        return fields;
    }

    private static void Add(SortedDictionary<string, string> fields, RawMessage message, string prefix)
    {
        fields[$"{prefix}status"] = message.StatusLine;
        foreach (var header in message.Headers.GroupBy(header => header.Name.ToLowerInvariant()))
        {
            fields[$"{prefix}header {header.Key}"] = string.Join(" | ", header.Select(line => ValueOf(line, message)));
        }

        if (AsJson(message.Body) is { } json)
        {
            AddJson(fields, $"{prefix}body", json);
        }
        else if (message.Body.Length > 0)
        {
            fields[$"{prefix}body"] = VolatileText.Settle(message.Body);
        }
    }

    private static string ValueOf((string Name, string Value) header, RawMessage message) =>
        Volatile.Contains(header.Name) ? "<any>"
        : header.Name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) && header.Value == message.Body.Length.ToString(CultureInfo.InvariantCulture) ? "<length of the body>"
        : VolatileText.Settle(header.Value);

    private static JsonNode? AsJson(string body)
    {
        try
        {
            return body.StartsWith('{') ? JsonNode.Parse(body) : null;
        }
        catch (JsonException)
        {
            return null; // several objects one after the other, for one
        }
    }

    private static void AddJson(SortedDictionary<string, string> fields, string path, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } members:
                foreach (var (name, value) in members)
                {
                    AddJson(fields, $"{path}.{name}", value);
                }

                break;
            default:
                fields[path] = VolatileText.Settle(node?.ToJsonString() ?? "null");
                break;
        }
    }
}
