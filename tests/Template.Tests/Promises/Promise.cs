namespace Egress.Template.Tests.Promises;

/// <summary>What the template promises, how a breach is found, and changes that are one.</summary>
internal sealed record Promise(string Says, Func<DeployedTemplate, IEnumerable<string>> Breaches, params IReadOnlyList<Change> BrokenBy)
{
    public static IReadOnlyList<Promise> All { get; } =
    [
        .. NetworkPromises.All, .. SecurityGroupPromises.All, .. GatewayPromises.All, .. RequestPromises.All, .. RejectionPromises.All, .. UpstreamPromises.All, .. PrivatePromises.All,
        .. ConsumerPromises.All, .. FunctionPromises.All, .. PermissionPromises.All, .. LogPromises.All,
        .. OptionPromises.All, .. AlarmPromises.All, .. DashboardPromises.All,
    ];
}
