using Egress.Emulator.Functions;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.Lambda;

/// <summary>A function that a property names, by ARN or name.</summary>
internal static class FunctionLookup
{
    public static FunctionDefinition Require(ResourceRequest request, string property)
    {
        var name = request.Properties.Text(property);
        return request.Targets.Functions.Find(Unqualified(name)) ?? throw new TemplateException(
            request.Properties.LocationOf(property),
            $"{name} as {property} of {request.LogicalId}",
            "the name or ARN of a function of this template",
            "refer to one with Ref or Fn::GetAtt");
    }

    // arn:aws:lambda:region:account:function:name:qualifier: every version and alias is the code that runs here.
    private static string Unqualified(string name) => name.Split(':') is [_, _, "lambda", _, _, "function", _, _] parts ? string.Join(':', parts[..^1]) : name;
}
