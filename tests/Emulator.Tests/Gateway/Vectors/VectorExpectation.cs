using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Egress.Emulator.Gateway;
using Egress.Emulator.Gateway.Request;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Vectors;

/// <summary>Compares a message on the wire with what a vector expects of it; what the vector does not state is not compared.</summary>
internal static class VectorExpectation
{
    public static void CheckRequest(JsonObject expected, RawAnswer actual, Vector vector)
    {
        var (method, target) = (actual.FirstLine.Split(' ')[0], actual.FirstLine.Split(' ')[1]);
        var (path, query) = target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var question ? (target[..question], target[(question + 1)..]) : (target, "");
        Assert.Equal((string?)expected["method"] ?? method, method);
        Assert.Equal((string?)expected["path"] ?? path, path);
        Assert.Contains((string?)expected["query_raw_contains"] ?? "", query, StringComparison.Ordinal);
        CheckQuery(expected["query"] ?? expected["query_joined"], query);
        Assert.EndsWith("HTTP/" + ((string?)expected["http_version"] ?? "1.1"), actual.FirstLine, StringComparison.Ordinal);
        CheckHeaders(expected, actual.Headers, vector.In("request.headers"));
        CheckBody(expected, actual.Body);
    }

    public static void CheckResponse(JsonObject expected, RawAnswer actual, Vector vector)
    {
        Assert.Equal((int?)expected["status"] ?? actual.StatusCode, actual.StatusCode);
        Assert.True(actual.IsComplete);
        CheckHeaders(expected, actual.Headers, vector.In("upstream_response.headers"));
        if ((bool?)expected["headers_complete"] == true)
        {
            Assert.Equal(
                expected["headers"]!.AsObject().Select(header => header.Key).Order(StringComparer.OrdinalIgnoreCase),
                actual.Headers.Select(line => line.Name).Order(StringComparer.OrdinalIgnoreCase),
                StringComparer.OrdinalIgnoreCase);
        }

        CheckBody(expected, actual.Body);
    }

    private static void CheckQuery(JsonNode? expected, string query)
    {
        if (expected is JsonObject joined)
        {
            var actual = QueryParameters.Parse(query).GroupBy(parameter => parameter.Name).ToDictionary(values => values.Key, values => string.Join(',', values.Select(value => value.Value)));
            Assert.Equal(joined.ToDictionary(entry => entry.Key, entry => (string)entry.Value!).OrderBy(entry => entry.Key), actual.OrderBy(entry => entry.Key));
        }
    }

    private static void CheckHeaders(JsonObject expected, HeaderLines actual, JsonNode? given)
    {
        foreach (var (name, value) in expected["headers"] as JsonObject ?? [])
        {
            var same = (given as JsonObject)?.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
            var seen = Assert.Single(actual, line => line.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
            Assert.True(Placeholders.Fits((string)value!, seen, same is null ? null : Placeholders.Fill((string)same!)), $"{name}: expected {value}, seen {seen}");
        }

        foreach (var (name, part) in expected["headers_contain"] as JsonObject ?? [])
        {
            Assert.Contains((string)part!, actual.Last(name) ?? "", StringComparison.Ordinal);
        }

        foreach (var name in expected["headers_absent"] as JsonArray ?? [])
        {
            Assert.False(actual.Contains((string)name!), $"{name} must be absent, seen {actual.Last((string)name!)}");
        }

        foreach (var (name, value) in expected["headers_optional"] as JsonObject ?? [])
        {
            Assert.Equal(actual.Last(name) ?? (string)value!, (string)value!);
        }
    }

    private static void CheckBody(JsonObject expected, byte[] actual)
    {
        var text = Encoding.UTF8.GetString(actual);
        if ((string?)(expected["body_exact"] ?? expected["body"]) is { } exact)
        {
            Assert.Equal(exact, text);
        }

        if (expected["body_json"] is { } json)
        {
            Assert.True(JsonNode.DeepEquals(json, JsonNode.Parse(text)), $"expected {json}, seen {text}");
        }

        if ((string?)expected["body_hex"] is { } hex)
        {
            Assert.Equal(hex, Convert.ToHexStringLower(actual));
        }

        Assert.Matches(new Regex("^(?:" + ((string?)expected["body_regex"] ?? ".*") + ")$", RegexOptions.Singleline), text);
    }
}
