using System.Text.RegularExpressions;

namespace Egress.Emulator.Template;

/// <summary>The section Resources → the resources of this stack, Globals merged into them.</summary>
internal sealed partial class ResourceReader(TemplateSections sections, TemplateScope scope)
{
    private readonly Globals _globals = new(sections.Find("Globals"));

    public IReadOnlyList<TemplateResource> Read()
    {
        var evaluator = Evaluator.WithoutResources(scope);
        var faults = new TemplateFaults();
        var written = Loops.Unroll(sections.Resources, evaluator).Select(entry => faults.Try(() => Read(entry))).OfType<TemplateResource>().ToList();
        faults.ThrowIfAny();
        var roles = written.Where(HasGeneratedRole).Select(GeneratedRole).Where(role => written.TrueForAll(other => other.LogicalId != role.LogicalId));
        return [.. written, .. roles, .. ServerlessUsagePlan.Of(written, evaluator), .. ServerlessNames.Of(written, evaluator)];
    }

    // SAM makes a role named after the function where the template names none, and templates refer to it (page "Generated CloudFormation resources").
    private static bool HasGeneratedRole(TemplateResource resource) => resource.Type == "AWS::Serverless::Function" && resource.Properties.Find("Role") is null;

    private static TemplateResource GeneratedRole(TemplateResource function) => new()
    {
        LogicalId = function.LogicalId + "Role",
        Type = "AWS::IAM::Role",
        At = function.At,
        Properties = new MapNode(function.At, []),
        Variables = function.Variables,
    };

    private TemplateResource? Read(UnrolledEntry entry)
    {
        var what = $"the resource {entry.Key}";
        if (!LogicalId().IsMatch(entry.Key))
        {
            throw new TemplateException(
                entry.At,
                $"the logical id '{entry.Key}'",
                "letters and digits only, at most 255",
                "rename it; in a loop, &{…} leaves other characters out");
        }

        if (scope.Parameters.ContainsKey(entry.Key))
        {
            throw new TemplateException(entry.At, $"the logical id {entry.Key}, which is a parameter too", "a name of its own", "rename one of the two");
        }

        var declaration = entry.Value.AsMap(what);
        declaration.RefuseOthersThan(TemplateResource.Attributes, what);
        var type = declaration.Require("Type", what).AsText($"the type of {entry.Key}");
        RequireTransform(type, declaration);
        return IsWanted(declaration) ? Resource(entry, declaration, type) : null;
    }

    private TemplateResource Resource(UnrolledEntry entry, MapNode declaration, string type)
    {
        var properties = declaration.Find("Properties")?.AsMap($"the properties of {entry.Key}") ?? new MapNode(entry.At, []);
        return new TemplateResource
        {
            LogicalId = entry.Key,
            Type = type,
            At = entry.At,
            Properties = declaration.Find("IgnoreGlobals") is null ? _globals.Merge(type, properties) : properties,
            Variables = entry.Variables,
            DependsOn = DependsOn(declaration.Find("DependsOn"), entry),
        };
    }

    private void RequireTransform(string type, MapNode declaration)
    {
        if (type.StartsWith("AWS::Serverless::", StringComparison.Ordinal) && !sections.HasServerless)
        {
            throw declaration.Unexpected($"{type} in a template without SAM", "Transform: AWS::Serverless-2016-10-31", "add the transform");
        }
    }

    private bool IsWanted(MapNode declaration) =>
        declaration.Find("Condition") is not { } condition || scope.Conditions.IsTrue(condition.AsText("the condition of a resource"), condition.At);

    // A function here is refused by CloudFormation, and a loop variable stays text (aws/serverless-application-model #1615).
    private static IReadOnlyList<ScalarNode> DependsOn(Node? node, UnrolledEntry entry)
    {
        IReadOnlyList<Node> items = node switch
        {
            null => [],
            ListNode list => list.Items,
            var single => [single],
        };
        foreach (var item in items.OfType<ScalarNode>())
        {
            entry.Variables.RefuseIn(item);
        }

        return [.. items.Select(item => item as ScalarNode ?? throw item.Unexpected(
            "DependsOn",
            "a logical id",
            "write it as a plain string; a reference in a property orders as well"))];
    }

    [GeneratedRegex(@"\A[A-Za-z0-9]{1,255}\z", RegexOptions.CultureInvariant)]
    private static partial Regex LogicalId();
}
