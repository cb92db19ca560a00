using System.Globalization;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>One entry of <c>patchOperations</c>; values are always strings, <c>from</c> is of copies only.</summary>
internal sealed record PatchOperation(string Op, string Path, string? Value, string? From)
{
    private static readonly string[] Ops = ["add", "remove", "replace", "move", "copy", "test"];

    public static IReadOnlyList<PatchOperation> Read(System.Text.Json.Nodes.JsonObject body) => [.. body.Objects("patchOperations").Select(Of)];

    /// <summary>Two spaces after "path", recorded 2025-07-18.</summary>
    public ControlPlaneException InvalidPath(params string[] allowed) =>
        ApiGatewayErrors.BadRequest($"Invalid patch path  '{Path}' specified for op '{Op}'. Must be one of: [{string.Join(", ", allowed)}]");

    public int Whole() => int.TryParse(Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw ApiGatewayErrors.BadRequest($"Invalid value '{Value}' specified for '{Path}': a whole number is needed.");

    public double Number() => double.TryParse(Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
        ? number
        : throw ApiGatewayErrors.BadRequest($"Invalid value '{Value}' specified for '{Path}': a number is needed.");

    public bool Flag() => bool.TryParse(Value, out var flag) ? flag : throw ApiGatewayErrors.BadRequest($"Invalid value '{Value}' specified for '{Path}': true or false is needed.");

    public string OneOf(string[] allowed) => allowed.Contains(Value) ? Value! : throw ApiGatewayErrors.BadRequest($"Invalid value '{Value}' specified for '{Path}'. Must be one of: [{string.Join(", ", allowed)}]");

    private static PatchOperation Of(System.Text.Json.Nodes.JsonObject patch)
    {
        var op = patch.Text("op") ?? "";
        return Ops.Contains(op)
            ? new PatchOperation(op, patch.Text("path") ?? "", patch.Text("value"), patch.Text("from"))
            : throw ApiGatewayErrors.BadRequest($"Invalid patch operation '{op}' specified. Must be one of: [{string.Join(", ", Ops)}]");
    }
}
