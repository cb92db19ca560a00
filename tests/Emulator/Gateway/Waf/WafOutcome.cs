namespace Egress.Emulator.Gateway.Waf;

/// <summary>What came of the request at its stage's web ACL.</summary>
internal sealed record WafOutcome(string WebAclArn, WafVerdict Verdict, TimeSpan Latency)
{
    /// <summary>[doc: Variables for access logging for API Gateway: WAF_ALLOW or WAF_BLOCK]</summary>
    public string ResponseCode => Verdict.Action == WafAction.Block ? "WAF_BLOCK" : "WAF_ALLOW";
}
