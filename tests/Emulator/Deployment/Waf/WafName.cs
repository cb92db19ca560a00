using System.Text.RegularExpressions;

namespace Egress.Emulator.Deployment.Waf;

/// <summary>How a resource of AWS WAF is called. What is made for CloudFront exists in name only: no stage can have it.</summary>
internal sealed partial record WafName(string Name, string Id, bool IsRegional, string Arn)
{
    public static WafName Of(ResourceRequest request, string kind)
    {
        var properties = request.Properties;
        _ = properties.Require("Scope");
        var isRegional = properties.FindOneOf("Scope", "REGIONAL", "CLOUDFRONT") == "REGIONAL";
        var name = properties.FindText("Name") ?? request.GeneratedName();
        if (!Allowed().IsMatch(name))
        {
            throw request.Refuse("Name", $"the name '{name}'", "letters, digits, _ and -, at most 128", "correct it");
        }

        var id = PhysicalIds.Uuid(request.Stack.Identity.StackName, request.LogicalId);
        return new WafName(name, id, isRegional, request.Arn("wafv2", $"{(isRegional ? "regional" : "global")}/{kind}/{name}/{id}"));
    }

    public DeployedResource Deployed(ResourceRequest request, params ReadOnlySpan<(string Name, string Value)> more)
    {
        if (!IsRegional)
        {
            PassiveResource.Remember(request);
        }

        return request.Deployed($"{Name}|{Id}|{(IsRegional ? "REGIONAL" : "CLOUDFRONT")}", [("Arn", Arn), ("Id", Id), .. more]);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,128}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Allowed();
}
