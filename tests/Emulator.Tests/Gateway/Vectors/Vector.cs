using System.Text.Json.Nodes;

namespace Egress.Emulator.Tests.Gateway.Vectors;

/// <summary>One recording of the real gateway: given → expect. The file's own "conventions" explain the fields; each vector names its source and date.</summary>
internal sealed record Vector(string Id, JsonObject Given, JsonObject Expect)
{
    public static readonly IReadOnlyDictionary<string, Vector> All = Load();

    /// <summary>A field of <see cref="Given"/> by path, such as <c>request.headers</c>.</summary>
    public JsonNode? In(string path) => path.Split('.').Aggregate((JsonNode?)Given, (node, name) => (node as JsonObject)?[name]);

    public string? Text(string path) => In(path) is JsonValue value && value.TryGetValue<string>(out var text) ? Placeholders.Fill(text) : null;

    private static Dictionary<string, Vector> Load()
    {
        using var stream = typeof(Vector).Assembly.GetManifestResourceStream("gateway.json")!;
        var file = JsonNode.Parse(stream)!;
        return file["vectors"]!.AsArray().Concat(file["parsing_rules"]!.AsArray())
            .Select(node => new Vector((string)node!["id"]!, node["given"]!.AsObject(), node["expect"]!.AsObject()))
            .ToDictionary(vector => vector.Id);
    }
}
