using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Egress.Emulator.ControlPlane;

/// <summary>Where a rest-json operation is asked for: its verb, and its path with <c>{}</c> for each parameter.</summary>
internal sealed record RestTarget(string Operation, string Verb, string Path)
{
    private readonly string[] _pattern = Path.Split('/');

    /// <summary>Path parameters arrive percent-encoded whole, an ARN with its slashes: they are decoded after the split, so the target as it was sent is needed.</summary>
    public static string[] Segments(HttpRequest request)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget;
        var path = string.IsNullOrEmpty(target) ? request.Path.ToUriComponent() : target.Split('?')[0];
        return [.. path.Split('/').Select(Uri.UnescapeDataString)];
    }

    /// <summary>The parameters of a path given in segments; null when it is another operation's.</summary>
    public IReadOnlyList<string>? Match(string verb, IReadOnlyList<string> segments) =>
        verb == Verb && segments.Count == _pattern.Length && _pattern.Zip(segments).All(pair => pair.First == "{}" ? pair.Second.Length > 0 : pair.First == pair.Second)
            ? [.. _pattern.Zip(segments).Where(pair => pair.First == "{}").Select(pair => pair.Second)]
            : null;
}
