namespace Egress.Template.Tests.Promises;

/// <summary>A change of the template that would break a promise.</summary>
internal sealed record Change(string What, Action<DeployedTemplate> Apply)
{
    public override string ToString() => What;
}
