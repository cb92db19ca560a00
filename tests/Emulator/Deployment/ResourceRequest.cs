using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment;

/// <summary>"Create this": a declaration, and its properties with every function computed and every dynamic reference resolved.</summary>
internal sealed record ResourceRequest(StackState Stack, TemplateResource Declaration, MapNode Evaluated)
{
    public string LogicalId => Declaration.LogicalId;
    public SourceLocation At => Declaration.At;
    public DeploymentTargets Targets => Stack.Targets;
    public PropertyMap Properties { get; } = new(Evaluated, Declaration.LogicalId);

    public string Arn(string service, string resource) => Stack.Identity.Arn(service, resource);

    public string Alphanumeric(int length, params ReadOnlySpan<string> more) => PhysicalIds.Alphanumeric(length, [Stack.Identity.StackName, LogicalId, .. more]);

    public string Hex(int length) => PhysicalIds.Hex(length, Stack.Identity.StackName, LogicalId);

    /// <summary>The name that CloudFormation gives where the template gives none: stack, logical id, twelve characters.</summary>
    public string GeneratedName() => $"{Stack.Identity.StackName}-{LogicalId}-{Alphanumeric(12).ToUpperInvariant()}";

    public DeployedResource Deployed(string physicalId, params (string Name, string Value)[] attributes) => DeployedResource.With(physicalId, At, attributes);

    /// <summary>AWS's own refusal of a value, at the place where the value stands.</summary>
    public TemplateException Refuse(
        string property,
        string found,
        string expected,
        string advice) => new(Properties.LocationOf(property), $"{found} in {LogicalId}", expected, advice);
}
