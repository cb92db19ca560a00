using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.ControlPlane;

/// <summary>A rest-json call: the decoded segments that fill its route's braces, its query and its body.</summary>
internal sealed record RestCall(IReadOnlyList<string> PathParameters, IQueryCollection QueryParameters, JsonObject Body)
{
    public string this[int parameter] => PathParameters[parameter];

    public string? Query(string name) => QueryParameters.TryGetValue(name, out var values) ? values[0] : null;

    public bool Flag(string name) => string.Equals(Query(name), "true", StringComparison.OrdinalIgnoreCase);
}
