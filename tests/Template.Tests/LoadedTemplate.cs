using System.Text.Json.Nodes;
using Egress.Emulator.Template;
using Egress.Emulator.Template.Intrinsics;
using Egress.Testing;

namespace Egress.Template.Tests;

/// <summary>
/// The template as the emulator's loader reads it, with nothing installed but the SDK: loops unrolled, what is known before any resource exists
/// written in, every other function and condition kept, and SAM's resources in their plain shapes.
/// </summary>
internal static class LoadedTemplate
{
    public static DeployedTemplate With(string upstreams)
    {
        var file = Repository.PathOf("template.yaml");
        var root = TemplateParser.Parse(file, File.ReadAllText(file));
        var sections = new TemplateSections(root);
        var evaluator = Evaluator.WithoutResources(new TemplateScope
        {
            Stack = new StackIdentity { Id = Guid.Empty },
            Parameters = ParameterBinding.Bind(sections.Find("Parameters"), new Dictionary<string, string> { ["Upstreams"] = upstreams }, sections.At),
            Mappings = new Mappings(sections.Find("Mappings")),
            HasLanguageExtensions = sections.HasLanguageExtensions,
        });

        var written = Loops.Unroll(sections.Resources, evaluator).Select(entry => new MapEntry(entry.Key, entry.At, Known(entry.Value, evaluator.With(entry.Variables))));
        var template = Json(root).AsObject();
        template["Resources"] = SamShapes.Plain(Json(new MapNode(sections.Resources.At, [.. written])).AsObject(), template["Globals"]);
        return new DeployedTemplate(template);
    }

    private static JsonNode Json(Node node) => JsonNode.Parse(NodeJson.Write(node))!;

    private static Node Known(Node node, Evaluator evaluator) => node switch
    {
        ListNode list => new ListNode(list.At, [.. list.Items.Select(item => Known(item, evaluator))]),
        MapNode map when FunctionCall.Find(map) is { } call => OfCall(call, evaluator),
        MapNode map => new MapNode(map.At, [.. map.Entries.Select(entry => entry with { Value = Known(entry.Value, evaluator) })]),
        _ => node,
    };

    private static Node OfCall(MapEntry call, Evaluator evaluator) => (call.Key, call.Value) switch
    {
        ("Fn::FindInMap", _) => FindInMap.Evaluate(evaluator, call)!,
        ("Ref", ScalarNode name) when evaluator.Variables.Find(name.Text) is { } value => new ScalarNode(name.At, value),
        ("Ref", MapNode name) => With(call, new ScalarNode(call.At, evaluator.Text(name, "the name in Ref"))),
        ("Fn::Sub", ScalarNode text) => With(call, InText(text, evaluator)),
        ("Fn::Sub", ListNode { Items: [ScalarNode text, var own] }) => With(call, new ListNode(call.At, [InText(text, evaluator), Known(own, evaluator)])),
        _ => With(call, Known(call.Value, evaluator)),
    };

    private static ScalarNode InText(ScalarNode text, Evaluator evaluator) => new(text.At, evaluator.Variables.InKey(text.Text));

    private static MapNode With(MapEntry call, Node argument) => new(call.At, [call with { Value = argument }]);
}
