using System.Text.Json.Nodes;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Vectors;

/// <summary>What the gateway has parsed out of a request, seen through mappings at the upstream and through the access log.</summary>
internal static class VectorView
{
    private static readonly string[] HeaderFields = ["headers", "input_params"];

    public static IEnumerable<string> QueryNames(JsonObject view) => (view["query_multi"] as JsonObject)?.Select(entry => entry.Key) ?? [];

    public static IEnumerable<string> HeaderNames(JsonObject view) =>
        HeaderFields.SelectMany(field => (view[field] as JsonObject)?.Select(entry => entry.Key) ?? [])
            .Concat((view["headers_absent"] as JsonArray)?.Select(name => (string)name!) ?? []);

    public static void Check(JsonObject view, RawAnswer atUpstream, string accessLine, string stage)
    {
        if (view["proxy"] is not null)
        {
            Assert.Equal((string)view["proxy"]!, atUpstream.Header("x-seen-proxy"));
            Assert.Equal($"{(string)view["resource"]!}|{(string)view["context_path"]!}", accessLine);
            Assert.Equal((string)view["path"]!, ((string)view["context_path"]!)[(stage.Length + 1)..]);
        }

        foreach (var name in QueryNames(view))
        {
            Assert.Equal((string)view["query_last"]![name]!, atUpstream.Header($"x-last-{name}"));
            Assert.Equal(string.Join(',', view["query_multi"]![name]!.AsArray().Select(value => (string)value!)), atUpstream.Header($"x-multi-{name}"));
        }

        CheckHeaders(view, atUpstream);
    }

    private static void CheckHeaders(JsonObject view, RawAnswer atUpstream)
    {
        foreach (var (name, value) in HeaderFields.SelectMany(field => view[field] as JsonObject ?? []))
        {
            // The gateway's own headers are added after mappings have run.
            var seen = atUpstream.Header($"x-seen-{name}") ?? (name.StartsWith("X-", StringComparison.Ordinal) ? atUpstream.Header(name) : null);
            Assert.True((string)value! == "" ? seen is null : seen is not null && Placeholders.Fits((string)value!, seen, null), $"{name}: expected {value}, seen {seen}");
        }

        foreach (var name in (view["headers_absent"] as JsonArray)?.Select(name => (string)name!) ?? [])
        {
            Assert.Null(atUpstream.Header($"x-seen-{name}"));
        }

        foreach (var (name, value) in view["header_names_exact"] as JsonObject ?? [])
        {
            Assert.Contains(atUpstream.Headers, line => line.Name == name && line.Value == (string)value!);
        }
    }
}
