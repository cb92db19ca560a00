using System.Text.RegularExpressions;

namespace Egress.Emulator.Deployment.Waf;

/// <summary>AWS::WAFv2::RegexPatternSet.</summary>
internal static class RegexPatternSetResource
{
    public static DeployedResource Create(ResourceRequest request)
    {
        var properties = request.Properties;
        properties.RefuseOthersThan("Description", "Name", "RegularExpressionList", "Scope", "Tags");
        _ = properties.Require("RegularExpressionList");
        var name = WafName.Of(request, "regexpatternset");
        Regex[] patterns = [.. properties.Items("RegularExpressionList").Select(WafRegex.Read)];
        if (name.IsRegional)
        {
            request.Stack.Waf.RegexPatternSets[name.Arn] = patterns;
        }

        return name.Deployed(request);
    }
}
