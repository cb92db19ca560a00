namespace Egress.Emulator.Gateway.Waf;

/// <summary>A web ACL: rules in the order of their priority, and what becomes of a request that none of them ends.</summary>
internal sealed record WebAcl(string Arn, WafAction DefaultAction, IReadOnlyList<WafRule> Rules)
{
    public WafResponse? DefaultResponse { get; init; }

    public WafVerdict Decide(WafRequest request)
    {
        foreach (var rule in Rules)
        {
            if (!rule.Statement.Matches(request))
            {
                continue;
            }

            if (rule.Action != WafAction.Count)
            {
                return new WafVerdict(rule.Action, rule.Name) { Response = rule.Response };
            }

            request = request with { Labels = [.. request.Labels, .. rule.Labels] };
        }

        return new WafVerdict(DefaultAction, Rule: null) { Response = DefaultResponse };
    }
}
