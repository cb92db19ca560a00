namespace Egress.Emulator.Template.Intrinsics;

/// <summary>
/// <c>Fn::Transform: {Name: AWS::Include, Parameters: {Location: file}}</c>, the one macro that needs no account where the file is local, as it is before `sam package`. Other macros
/// are refused. The file may have functions in their long form only and no further Fn::Transform (AWS page "AWS::Include transform").
/// </summary>
internal static class Include
{
    // AWS page "CloudFormation quotas": 1 MB, as for the template around it.
    private const int MostBytes = 1_048_576;

    public static Node? Evaluate(Evaluator evaluator, MapEntry call) => evaluator.Evaluate(Content(evaluator, call));

    /// <summary>What the file has in the place of the call, not evaluated.</summary>
    public static Node Content(Evaluator evaluator, MapEntry call)
    {
        var transform = call.Value.AsMap(call.Key);
        var name = transform.Require("Name", call.Key);
        if (name.AsText("the name of a macro") != "AWS::Include")
        {
            throw name.Unexpected(call.Key, "AWS::Include: other macros run in an account", "write the macro's result into the template");
        }

        var parameters = transform.Require("Parameters", call.Key).AsMap($"Parameters of {call.Key}");
        parameters.RefuseOthersThan(["Location"], $"Parameters of {call.Key}");
        var location = parameters.Require("Location", $"Parameters of {call.Key}");
        var path = evaluator.Text(location, "the Location of AWS::Include");
        if (path.Contains("://", StringComparison.Ordinal))
        {
            throw new TemplateException(location.At, $"{path} as the Location of AWS::Include", "a file beside the template: the emulator reads no bucket", "name the file; `sam package` puts it into a bucket");
        }

        var file = Path.Combine(Path.GetDirectoryName(call.At.File) ?? "", path);
        var content = TemplateParser.Parse(file, TemplateFile.Read(file, MostBytes, "what AWS::Include names", $"correct the Location in {call.At}"), hasShortForms: false);
        RefuseTransforms(content);
        return content;
    }

    private static void RefuseTransforms(Node node)
    {
        var inner = (node as MapNode)?.Entries.FirstOrDefault(entry => entry.Key == "Fn::Transform");
        if (inner is not null)
        {
            throw new TemplateException(inner.At, "Fn::Transform inside an included file", "none: AWS::Include does not nest", "move its content here");
        }

        foreach (var child in node switch { MapNode map => map.Entries.Select(entry => entry.Value), ListNode list => list.Items, _ => [] })
        {
            RefuseTransforms(child);
        }
    }
}
