using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.OpenApi;

internal static class OpenApiExtensions
{
    private const string Prefix = "x-amazon-apigateway-";

    /// <summary>A misspelt extension is ignored by every OpenAPI tool, so it has to be told here.</summary>
    public static void RefuseUnknown(PropertyMap map, IEnumerable<string> known)
    {
        var stranger = map.Entries.FirstOrDefault(entry => entry.Key.StartsWith(Prefix, StringComparison.Ordinal) && !known.Contains(entry.Key));
        if (stranger is not null)
        {
            throw new TemplateException(stranger.At, $"{stranger.Key} in {map.What}", $"one of {string.Join(", ", known)}", "correct it; the emulator does not have the others");
        }
    }
}
