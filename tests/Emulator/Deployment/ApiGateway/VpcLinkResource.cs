using Egress.Emulator.ControlPlane;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>AWS::ApiGateway::VpcLink. What is behind its load balancer is reached as a public host is: by the name in the integration's uri, or where <c>--connect-to</c> leads that name.</summary>
internal static class VpcLinkResource
{
    private static readonly string[] Known = ["Description", "Name", "Tags", "TargetArns"];

    public static DeployedResource Create(ResourceRequest request)
    {
        request.Properties.RefuseOthersThan(Known);
        var name = request.Properties.Text("Name");
        var targets = request.Properties.Texts("TargetArns");
        if (targets.Count != 1 || !targets[0].Contains(":loadbalancer/net/", StringComparison.Ordinal))
        {
            // CreateVpcLink: "This must be one ARN", of a Network Load Balancer (API reference, targetArns).
            throw request.Refuse("TargetArns", $"the targets {string.Join(", ", targets)}", "the ARN of one Network Load Balancer", "name one");
        }

        var id = request.Alphanumeric(6);
        request.Targets.Apis.AddVpcLink(new VpcLinkRecord(id, name)
        {
            Description = request.Properties.FindText("Description"),
            TargetArns = targets,
            Tags = request.Properties.Tags(),
        });
        return request.Deployed(id, ("VpcLinkId", id));
    }
}
