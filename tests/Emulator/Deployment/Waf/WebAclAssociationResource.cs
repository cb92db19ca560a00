using System.Text.RegularExpressions;
using Egress.Emulator.Gateway;

namespace Egress.Emulator.Deployment.Waf;

/// <summary>AWS::WAFv2::WebACLAssociation. One that names a web ACL of another template, or something else than a stage, exists in name only.</summary>
internal static partial class WebAclAssociationResource
{
    public static DeployedResource Create(ResourceRequest request)
    {
        var properties = request.Properties;
        properties.RefuseOthersThan("ResourceArn", "WebACLArn");
        var resource = properties.Text("ResourceArn");
        if (!request.Stack.Waf.WebAcls.TryGetValue(properties.Text("WebACLArn"), out var webAcl) || !resource.Contains(":apigateway:", StringComparison.Ordinal))
        {
            return PassiveResource.Create(request);
        }

        var stage = Stage(request, resource);
        if (stage.WebAcl is not null)
        {
            throw request.Refuse("ResourceArn", $"a second web ACL for the stage {stage.Name}", "one at most", "remove one association");
        }

        var walled = stage with { WebAcl = webAcl };
        if (request.Stack.Stages.FindIndex(each => (each.ApiId, each.Name) == (stage.ApiId, stage.Name)) is >= 0 and var index)
        {
            request.Stack.Stages[index] = walled; // a function of a custom resource may have made a stage by itself
        }

        request.Targets.Apis.AddStage(walled);
        return request.Deployed(request.GeneratedName());
    }

    private static ApiStage Stage(ResourceRequest request, string arn)
    {
        var (identity, match) = (request.Stack.Identity, StageArn().Match(arn));
        var isHere = match.Groups["partition"].Value == identity.Partition && match.Groups["region"].Value == identity.Region;
        return (isHere ? request.Targets.Apis.FindStage(match.Groups["api"].Value, match.Groups["stage"].Value) : null) ?? throw request.Refuse(
            "ResourceArn",
            arn,
            $"arn:{identity.Partition}:apigateway:{identity.Region}::/restapis/ID/stages/NAME of a stage that is created before",
            "refer to API and stage with Ref");
    }

    // AWS page "AWS::WAFv2::WebACLAssociation".
    [GeneratedRegex(@"\Aarn:(?<partition>[^:]+):apigateway:(?<region>[^:]+)::/restapis/(?<api>[^/]+)/stages/(?<stage>[^/]+)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex StageArn();
}
