using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport.Context;

internal static class JsonMembers
{
    public static string Text(this JsonElement element, string name) => element.TryGetProperty(name, out var member) ? member.GetString() : null;

    public static Dictionary<string, string> Texts(this JsonElement element) => element.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.ToString());
}
