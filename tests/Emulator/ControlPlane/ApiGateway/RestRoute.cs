using System.Text.Json.Nodes;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>One operation: its verb, its path with <c>{}</c> for each parameter, the status of its success, and what it does. No body is answered where it returns null.</summary>
internal sealed record RestRoute(string Operation, string Verb, string Path, int SuccessStatus, Func<RestCall, JsonNode?> Perform)
{
    private readonly string[] _pattern = Path.Split('/');

    /// <summary>The parameters of a path given in segments; null when it is another route's.</summary>
    public IReadOnlyList<string>? Match(string verb, IReadOnlyList<string> segments) =>
        verb == Verb && segments.Count == _pattern.Length && _pattern.Zip(segments).All(pair => pair.First == "{}" ? pair.Second.Length > 0 : pair.First == pair.Second)
            ? [.. _pattern.Zip(segments).Where(pair => pair.First == "{}").Select(pair => pair.Second)]
            : null;
}
