using System.Net;
using System.Text.RegularExpressions;
using Egress.Emulator.Gateway.Waf;

namespace Egress.Emulator.Deployment.Waf;

/// <summary>What a template has of AWS WAF for this Region, by ARN.</summary>
internal sealed class WafResources
{
    public Dictionary<string, WebAcl> WebAcls { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, IReadOnlyList<IPNetwork>> IpSets { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, IReadOnlyList<Regex>> RegexPatternSets { get; } = new(StringComparer.Ordinal);
}
