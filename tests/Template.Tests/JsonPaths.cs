using System.Globalization;
using System.Text.Json.Nodes;

namespace Egress.Template.Tests;

/// <summary>Walks JSON by member names and array positions.</summary>
internal static class JsonPaths
{
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var step in path)
        {
            node = node switch
            {
                JsonObject members => members[step],
                JsonArray items when int.TryParse(step, CultureInfo.InvariantCulture, out var index) && index < items.Count => items[index],
                _ => null,
            };
        }

        return node;
    }

    /// <summary>The text at the path; null where there is none, or something else than text.</summary>
    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static bool Is(this JsonNode? node, JsonNode? expected) => JsonNode.DeepEquals(node, expected);

    /// <summary>The items of a list; one thing counts as a list of it, as in IAM policies.</summary>
    public static IEnumerable<JsonNode?> Items(this JsonNode? node) => node switch
    {
        null => Enumerable.Empty<JsonNode?>(),
        JsonArray items => items,
        _ => Enumerable.Repeat<JsonNode?>(node, 1),
    };

    public static IEnumerable<KeyValuePair<string, JsonNode?>> Members(this JsonNode? node) => node as JsonObject ?? [];

    /// <summary>Every place in the tree, itself included.</summary>
    public static IEnumerable<JsonNode> Everything(this JsonNode? node)
    {
        if (node is null)
        {
            return [];
        }

        var inside = node is JsonObject members ? members.Select(member => member.Value) : node as JsonArray ?? Enumerable.Empty<JsonNode?>();
        return inside.SelectMany(Everything).Prepend(node);
    }

    /// <summary>Sets a member, and makes the objects above it that are not there yet.</summary>
    public static void Put(this JsonNode? node, JsonNode? value, params ReadOnlySpan<string> path)
    {
        for (var depth = 1; depth < path.Length; depth++)
        {
            if (node.At(path[..depth]) is null)
            {
                node.Parent(path[..depth])[path[depth - 1]] = new JsonObject();
            }
        }

        node.Parent(path)[path[^1]] = value;
    }

    /// <summary>Takes a member away that must be there, so that a change which has lost its aim is noticed.</summary>
    public static void Drop(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        if (!node.Parent(path).Remove(path[^1]))
        {
            throw new InvalidOperationException($"There is no {string.Join(" › ", path)} to take away.");
        }
    }

    public static void Move(this JsonNode? node, string from, string to)
    {
        var value = node.At(from);
        node.Drop(from);
        node.Put(value, to);
    }

    private static JsonObject Parent(this JsonNode? node, ReadOnlySpan<string> path) =>
        node.At(path[..^1]) as JsonObject ?? throw new InvalidOperationException($"There is no object at {string.Join(" › ", path[..^1])}.");
}
