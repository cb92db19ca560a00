using System.Globalization;
using Egress.Emulator.Gateway;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.Network;

/// <summary>AWS::EC2::VPCEndpoint. One for execute-api is a way in to the gateway; one for another service lets functions in the VPC reach that service here, if it is emulated.</summary>
internal static class VpcEndpointResource
{
    // The hosted zone that endpoint names are said to be in; only its shape matters.
    private const string HostedZone = "Z7HUB22UULQXV";

    private static readonly string[] Known =
    [
        "DnsOptions", "IpAddressType", "PolicyDocument", "PrivateDnsEnabled", "ResourceConfigurationArn", "RouteTableIds", "SecurityGroupIds", "ServiceName",
        "ServiceNetworkArn", "ServiceRegion", "SubnetIds", "Tags", "VpcEndpointType", "VpcId",
    ];

    public static DeployedResource Create(ResourceRequest request)
    {
        request.Properties.RefuseOthersThan(Known);
        var id = "vpce-" + request.Hex(17);
        var service = request.Properties.Text("ServiceName").Split('.')[^1];
        if (service == "execute-api")
        {
            request.Stack.VpcEndpoints.Add(new DeclaredEndpoint(request.At, Endpoint(request, id)));
        }
        else if (request.Properties.FindText("VpcEndpointType") is "Interface")
        {
            request.Stack.EndpointServices.Add(service);
        }

        var created = request.Targets.Apis.Time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var deployed = request.Deployed(id, ("Id", id), ("CreationTimestamp", created));
        var dnsName = $"{id}.{service}.{request.Stack.Identity.Region}.vpce.{request.Stack.Identity.UrlSuffix}";
        return deployed with
        {
            Attributes = new Dictionary<string, Node>(deployed.Attributes)
            {
                ["DnsEntries"] = new ListNode(request.At, [new ScalarNode(request.At, $"{HostedZone}:{dnsName}")]),
                ["NetworkInterfaceIds"] = new ListNode(request.At, [new ScalarNode(request.At, "eni-" + request.Hex(17))]),
            },
        };
    }

    private static VpcEndpoint Endpoint(ResourceRequest request, string id)
    {
        if (request.Properties.FindText("VpcEndpointType") is not "Interface")
        {
            throw request.Refuse("VpcEndpointType", "an execute-api endpoint that is no interface endpoint", "VpcEndpointType: Interface (the default is Gateway)", "add it");
        }

        return new VpcEndpoint
        {
            Id = id,
            VpcId = request.Properties.Text("VpcId"),
            Policy = PolicyRules.Read(request.Properties, "PolicyDocument"),
            PrivateDnsEnabled = request.Properties.IsTrue("PrivateDnsEnabled"),
        };
    }
}
