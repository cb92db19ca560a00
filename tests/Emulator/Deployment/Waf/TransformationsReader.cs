using Egress.Emulator.Gateway.Waf;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.Waf;

/// <summary>TextTransformations, from the lowest priority to the highest.</summary>
internal static class TransformationsReader
{
    // AWS WAF API reference, TextTransformation.
    private static readonly string[] Unplayed =
    [
        "BASE64_DECODE_EXT", "CMD_LINE", "CMD_LINE_UNIX", "CMD_LINE_WIN", "CSS_DECODE", "ESCAPE_SEQ_DECODE", "HEX_DECODE", "JS_DECODE", "JS_DECODE_EXT", "MD5", "NORMALIZE_PATH",
        "NORMALIZE_PATH_WIN", "REMOVE_COMMENTS_CHAR", "REMOVE_NULLS", "REMOVE_WHITESPACE", "REPLACE_COMMENTS", "REPLACE_NULLS", "SHA256", "SQL_HEX_DECODE", "TRIM", "TRIM_LEFT",
        "TRIM_RIGHT", "UPPERCASE", "URL_DECODE_UNI", "UTF8_TO_UNICODE",
    ];

    public static IReadOnlyList<Func<byte[], byte[]>> Read(PropertyMap statement, Action<string> unplayed)
    {
        var at = statement.Require("TextTransformations").At;
        var byPriority = new SortedDictionary<int, Func<byte[], byte[]>>();
        foreach (var transformation in statement.Maps("TextTransformations"))
        {
            transformation.RefuseOthersThan("Priority", "Type");
            _ = transformation.Require("Priority");
            if (!byPriority.TryAdd(transformation.FindInteger("Priority")!.Value, Find(transformation, unplayed)))
            {
                throw new TemplateException(transformation.LocationOf("Priority"), $"the Priority {transformation.Text("Priority")} a second time", "each once", "give each transformation its own");
            }
        }

        return byPriority.Count > 0 ? [.. byPriority.Values] : throw new TemplateException(at, "no text transformation", "at least one", "write [{Priority: 0, Type: NONE}]");
    }

    private static Func<byte[], byte[]> Find(PropertyMap transformation, Action<string> unplayed)
    {
        var type = transformation.Text("Type");
        if (TextTransformation.ByName.TryGetValue(type, out var transform))
        {
            return transform;
        }

        if (!Unplayed.Contains(type))
        {
            throw new TemplateException(transformation.LocationOf("Type"), $"the text transformation {type}", $"one of AWS WAF's, such as {string.Join(", ", TextTransformation.ByName.Keys)}", "correct it");
        }

        unplayed(type);
        return bytes => bytes;
    }
}
