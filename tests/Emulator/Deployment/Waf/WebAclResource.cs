using System.Globalization;
using Egress.Emulator.Gateway.Waf;

namespace Egress.Emulator.Deployment.Waf;

/// <summary>AWS::WAFv2::WebACL.</summary>
internal static class WebAclResource
{
    private static readonly string[] Known =
    [
        "AssociationConfig", "CaptchaConfig", "ChallengeConfig", "CustomResponseBodies", "DataProtectionConfig", "DefaultAction", "Description", "Name", "OnSourceDDoSProtectionConfig",
        "Rules", "Scope", "Tags", "TokenDomains", "VisibilityConfig",
    ];

    public static DeployedResource Create(ResourceRequest request)
    {
        var (properties, name) = (request.Properties, WafName.Of(request, "webacl"));
        properties.RefuseOthersThan(Known);
        VisibilityConfig.Check(properties);
        var labelPrefix = $"awswaf:{request.Stack.Identity.AccountId}:webacl:{name.Name}:";
        if (name.IsRegional)
        {
            var actions = new WafActions(properties.FindMap("CustomResponseBodies"));
            var rules = new RuleReader(request.Stack.Waf, actions, labelPrefix, BodyLimitBytes(properties), note => request.Stack.Notes.Add($"the web ACL {name.Name}: {note}"));
            var (action, response) = DefaultAction(properties, actions);
            request.Stack.Waf.WebAcls[name.Arn] = new WebAcl(name.Arn, action, rules.Read(properties)) { DefaultResponse = response };
        }

        return name.Deployed(request, ("LabelNamespace", labelPrefix));
    }

    private static (WafAction Action, WafResponse? Response) DefaultAction(PropertyMap properties, WafActions actions)
    {
        _ = properties.Require("DefaultAction");
        var action = properties.FindMap("DefaultAction")!;
        _ = OneOf.Read(action, "Allow", "Block");
        return actions.Read(action);
    }

    // 16 KB for API Gateway, or what the web ACL says. [doc: AWS WAF API reference, Body]
    private static int BodyLimitBytes(PropertyMap properties)
    {
        var limits = properties.FindMap("AssociationConfig");
        limits?.RefuseOthersThan("RequestBody");
        var ofBodies = limits?.FindMap("RequestBody");
        ofBodies?.RefuseOthersThan("API_GATEWAY", "APP_RUNNER_SERVICE", "CLOUDFRONT", "COGNITO_USER_POOL", "VERIFIED_ACCESS_INSTANCE");
        var limit = ofBodies?.FindMap("API_GATEWAY")?.FindOneOf("DefaultSizeInspectionLimit", "KB_16", "KB_32", "KB_48", "KB_64") ?? "KB_16";
        return int.Parse(limit["KB_".Length..], CultureInfo.InvariantCulture) * 1024;
    }
}
