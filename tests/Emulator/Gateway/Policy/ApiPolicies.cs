using System.Runtime.CompilerServices;

namespace Egress.Emulator.Gateway.Policy;

/// <summary>The policies that decide about one API's calls, each read once: the texts say nothing new until they are replaced.</summary>
internal sealed class ApiPolicies(RestApi api, string apiArn)
{
    private readonly ConditionalWeakTable<string, PolicyDocument> _ofEndpoints = [];

    // Only a private API needs a policy to let anybody in. [doc: Private REST APIs]
    private readonly Lazy<PolicyDocument> _own = new(() =>
        api.Policy is { } policy ? PolicyDocument.Parse(policy, apiArn) : api.EndpointType == "PRIVATE" ? PolicyDocument.Empty : PolicyDocument.AllowAll);

    public PolicyDocument Own => _own.Value;

    public PolicyDocument OfEndpoint(string policy) => _ofEndpoints.GetValue(policy, text => PolicyDocument.Parse(text, apiArn));
}
