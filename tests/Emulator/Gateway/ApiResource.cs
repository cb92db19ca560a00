using Egress.Emulator.Gateway.Request;

namespace Egress.Emulator.Gateway;

/// <summary>A path of the API with its methods by verb (upper case, or ANY).</summary>
internal sealed record ApiResource(string Id, string Path, IReadOnlyDictionary<string, ApiMethod> Methods)
{
    /// <summary>The path's segments, without the outer slashes.</summary>
    public string[] Segments { get; } = RouteTable.Split(Path);
}
