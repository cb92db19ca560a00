namespace Egress.Emulator.Template;

/// <summary>What every expression of a template may use without any resource.</summary>
internal sealed record TemplateScope
{
    public required StackIdentity Stack { get; init; }
    public required IReadOnlyDictionary<string, Node> Parameters { get; init; }
    public required Mappings Mappings { get; init; }

    /// <summary><c>Transform: AWS::LanguageExtensions</c>: loops, Length, ToJsonString, defaults of FindInMap, functions inside Ref and GetAtt.</summary>
    public required bool HasLanguageExtensions { get; init; }

    /// <summary>As written, without what loops make.</summary>
    public IReadOnlySet<string> LogicalIds { get; init; } = new HashSet<string>();

    public ConditionSet Conditions { get; init; } = ConditionSet.Empty;

    public void RequireLanguageExtensions(string what, SourceLocation at)
    {
        if (!HasLanguageExtensions)
        {
            throw new TemplateException(at, what, "that only in a template with Transform: AWS::LanguageExtensions", "add the transform, before AWS::Serverless-2016-10-31");
        }
    }
}
