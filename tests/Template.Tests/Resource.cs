using System.Text.Json.Nodes;

namespace Egress.Template.Tests;

internal sealed record Resource(string LogicalId, JsonObject Declaration)
{
    public string Type => Declaration.Text("Type") ?? "";
    public JsonNode? Properties => Declaration.At("Properties");

    /// <summary>Does it come after the other, by a reference or by DependsOn?</summary>
    public bool ComesAfter(string logicalId) =>
        Declaration.At("DependsOn").Items().Any(name => name.Text() == logicalId) || Properties.Everything().Any(node => Names(node, logicalId));

    public override string ToString() => LogicalId;

    private static bool Names(JsonNode node, string logicalId) =>
        node.Text("Ref") == logicalId || node.Text("Fn::GetAtt", "0") == logicalId || node.Text("Fn::Sub")?.Contains($"${{{logicalId}}}", StringComparison.Ordinal) == true;
}
