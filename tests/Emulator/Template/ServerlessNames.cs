namespace Egress.Emulator.Template;

/// <summary>
/// The names of what SAM makes along with a resource, where a template can know them (page "Generated CloudFormation resources"): <c>ApiprodStage</c> of an API with the stage prod,
/// <c>ApiStage</c> where its name is a function, <c>FunctionAliaslive</c>. Templates write them in DependsOn and Ref.
/// </summary>
internal static class ServerlessNames
{
    /// <summary>A resource that is another name for what its property <see cref="Target"/> says.</summary>
    public const string Type = "AWS::Serverless::Generated";

    public const string Target = "Target";

    public static IEnumerable<TemplateResource> Of(IReadOnlyList<TemplateResource> resources, Evaluator evaluator)
    {
        var names = resources.Select(resource => resource.LogicalId).ToHashSet(StringComparer.Ordinal);
        return resources.Select(resource => Of(resource, evaluator.With(resource.Variables))).OfType<TemplateResource>().Where(made => names.Add(made.LogicalId));
    }

    private static TemplateResource? Of(TemplateResource resource, Evaluator evaluator) => resource.Type switch
    {
        "AWS::Serverless::Api" when resource.Properties.Find("StageName") is { } stage && Known(stage, evaluator) is { } name => Made(resource, $"{name}Stage", "Stage"),
        "AWS::Serverless::Function" when resource.Properties.Find("AutoPublishAlias") is { } alias && Known(alias, evaluator) is { } name => Made(resource, $"Alias{name}", "Alias"),
        _ => null,
    };

    // SAM puts a text of letters and digits into the name and a hash of any other; a function it leaves out, unless the language extensions have computed it before
    // (aws/serverless-application-model #2778).
    private static string? Known(Node name, Evaluator evaluator)
    {
        if (name is MapNode && !evaluator.Scope.HasLanguageExtensions)
        {
            return "";
        }

        var text = new TemplateFaults().Try(() => evaluator.Text(name, "a name"));
        return text?.All(char.IsAsciiLetterOrDigit) == true ? text : null;
    }

    private static TemplateResource Made(TemplateResource resource, string suffix, string part)
    {
        var reference = new MapNode(resource.At, [new MapEntry("Ref", resource.At, new ScalarNode(resource.At, $"{resource.LogicalId}.{part}"))]);
        return new TemplateResource
        {
            LogicalId = resource.LogicalId + suffix,
            Type = Type,
            At = resource.At,
            Properties = new MapNode(resource.At, [new MapEntry(Target, resource.At, reference)]),
            Variables = resource.Variables,
        };
    }
}
