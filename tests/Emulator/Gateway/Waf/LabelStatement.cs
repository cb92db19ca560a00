namespace Egress.Emulator.Gateway.Waf;

/// <summary>
/// An earlier rule has labelled the request so. A key without prefix is looked for in this web ACL's own labels, at their end; a namespace anywhere between prefix and name.
/// [doc: AWS WAF, label match examples]
/// </summary>
internal sealed record LabelStatement(string Key, bool IsNamespace, string Prefix) : IWafStatement
{
    public bool Matches(WafRequest request) => request.Labels.Any(Matches);

    public bool Matches(string label) => Key.StartsWith("awswaf:", StringComparison.Ordinal)
        ? IsNamespace ? label.StartsWith(Key.TrimEnd(':') + ":", StringComparison.Ordinal) : label == Key
        : label.StartsWith(Prefix, StringComparison.Ordinal) && MatchesLocally(":" + label[Prefix.Length..]);

    private bool MatchesLocally(string label) => IsNamespace
        ? label[..(label.LastIndexOf(':') + 1)].Contains($":{Key.TrimEnd(':')}:", StringComparison.Ordinal)
        : label.EndsWith(":" + Key, StringComparison.Ordinal);
}
