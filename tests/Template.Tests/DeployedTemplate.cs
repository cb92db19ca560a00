using System.Text.Json.Nodes;

namespace Egress.Template.Tests;

/// <summary>
/// The template as CloudFormation gets it, after both transforms. What a promise asks of it is asked here, so that the promises need not
/// know in which form a reference or the mark is written.
/// </summary>
internal sealed class DeployedTemplate(JsonObject root)
{
    public IEnumerable<Resource> Resources => root.At("Resources").Members().Select(member => new Resource(member.Key, member.Value!.AsObject()));

    public Resource this[string logicalId] => Resources.FirstOrDefault(resource => resource.LogicalId == logicalId)
        ?? throw new InvalidOperationException($"The template has no resource {logicalId}. It has {string.Join(", ", Resources)}.");

    public JsonNode? Parameter(string name) => root.At("Parameters", name);

    public JsonNode Api => this["EgressApi"].Properties.At("Body")!;

    public IEnumerable<Operation> Operations =>
        from path in Api.At("paths").Members()
        from method in Possible(path.Value).SelectMany(JsonPaths.Members)
        where method.Key is not ("parameters" or "Ref")
        select new Operation(path.Key, method.Key, method.Value);

    /// <summary>The stages that the loops make.</summary>
    public IEnumerable<Resource> Upstreams => OfType("AWS::ApiGateway::Stage").Where(stage => stage.LogicalId != "EgressApiclosedStage");

    public IEnumerable<Resource> Functions => OfType("AWS::Lambda::Function");

    public IEnumerable<Resource> OfType(string type) => Resources.Where(resource => resource.Type == type);

    public DeployedTemplate Copy() => new(root.DeepClone().AsObject());

    public void Add(string logicalId, string type, string properties) =>
        root.Put(new JsonObject { ["Type"] = type, ["Properties"] = JsonNode.Parse(properties) }, "Resources", logicalId);

    public void Remove(string logicalId) => root.Drop("Resources", logicalId);

    public override string ToString() => root.ToJsonString();

    public static JsonNode Reference(string logicalId) => new JsonObject { ["Ref"] = logicalId };

    public static JsonNode Attribute(string logicalId, string name) => new JsonObject { ["Fn::GetAtt"] = new JsonArray(logicalId, name) };

    /// <summary>What the stack makes, unless its own parameter names something that was brought.</summary>
    public static JsonNode MadeOrBrought(string logicalId) => new JsonObject { ["Fn::If"] = new JsonArray($"Makes{logicalId}", Reference(logicalId), Reference($"{logicalId}Id")) };

    /// <summary>A constant of a mapping, in its single quotes: the stack's mark and what follows it.</summary>
    public static JsonNode Marked(string rest) => new JsonObject
    {
        ["Fn::Sub"] = new JsonArray($"'${{Mark}}{rest}'", JsonNode.Parse("""{"Mark": {"Fn::Select": [2, {"Fn::Split": ["/", {"Ref": "AWS::StackId"}]}]}}""")),
    };

    /// <summary>The name of the stage for a host, by the rule that callers go by.</summary>
    public static JsonNode StageFor(string host) => new JsonObject
    {
        ["Fn::Join"] = new JsonArray("_", new JsonObject { ["Fn::Split"] = new JsonArray(".", host) }),
    };

    /// <summary>Stage variables: the name under which the host of a public upstream is, and that of a private one.</summary>
    public static string HostVariable(Resource stage) => IsPrivate(stage) ? "privateHost" : "host";

    public static bool IsPrivate(Resource resource) => resource.LogicalId.StartsWith("Private", StringComparison.Ordinal);

    /// <summary>What a value can be: itself, or the arms of a condition.</summary>
    public static IEnumerable<JsonNode?> Possible(JsonNode? value) => value.At("Fn::If") is JsonArray arms ? arms.Skip(1).SelectMany(Possible) : [value];
}
