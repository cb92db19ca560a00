namespace Egress.Emulator.Gateway.Waf;

/// <summary>What a rule does with the requests that match it: Allow and Block end the evaluation, Count does not.</summary>
internal enum WafAction
{
    Allow,
    Block,
    Count,
}
