namespace Egress.Admin.CustomResource;

/// <summary>What the template says of the resource. Members that only order the deployment are not read.</summary>
internal sealed record ResourceProperties
{
    public string? Consumer { get; init; }
    public string? SecretId { get; init; }
    public string? UsagePlanId { get; init; }
    public string? Host { get; init; }
}
