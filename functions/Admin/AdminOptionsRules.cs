using Egress.Admin.Keys;
using Microsoft.Extensions.Options;

namespace Egress.Admin;

/// <summary>Rules between the settings, and those that no attribute can say.</summary>
internal sealed class AdminOptionsRules : IValidateOptions<AdminOptions>
{
    private const int MostPasses = 1000;

    // Longest request 900 s, propagation 300 s, label lag 60 s, clock skew 300 s: what may pass between a caller's last look and its last use.
    internal static readonly TimeSpan Slack = TimeSpan.FromSeconds(900 + 300 + 60 + 300);

    public ValidateOptionsResult Validate(string? name, AdminOptions options)
    {
        string[] faults = [.. Faults(options)];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(AdminOptions options)
    {
        if (options.Consumer is { Length: > 0 } && !KeyName.IsConsumer(options.Consumer))
        {
            yield return $"Egress__Consumer is '{options.Consumer}'; expected 1 to 40 lower-case letters, digits and single hyphens. Correct the parameter Consumer.";
        }

        if (options.ProbePasses is < 1 or > MostPasses)
        {
            yield return $"Egress__ProbePasses is {options.ProbePasses}; expected 1 to {MostPasses} passes in a row.";
        }

        if (options.ProbeSpread < TimeSpan.Zero)
        {
            yield return $"Egress__ProbeSpread is {options.ProbeSpread}; expected zero or more (hh:mm:ss).";
        }

        if (options.ProbeBudget <= options.ProbeSpread)
        {
            yield return $"Egress__ProbeBudget is {options.ProbeBudget}; expected more than Egress__ProbeSpread, {options.ProbeSpread} (hh:mm:ss), or no key could ever be proved.";
        }

        if (options.RotationDays is < 1 or > 1000 || TimeSpan.FromDays(options.RotationDays) < options.Grace * 2)
        {
            yield return $"Egress__RotationDays is {options.RotationDays}; expected 1 to 1000, and at least twice Egress__Grace, {options.Grace}: a key must be retired before the next but one is made.";
        }

        // The quota is settled an hour after the end of a key.
        if (options.Quarantine < TimeSpan.FromHours(2))
        {
            yield return $"Egress__Quarantine is {options.Quarantine}; expected at least 02:00:00 (d.hh:mm:ss).";
        }

        if (options.Grace < options.MaxStale + Slack)
        {
            yield return $"Egress__Grace is {options.Grace}; expected at least {options.MaxStale + Slack} (d.hh:mm:ss): Egress__MaxStale, {options.MaxStale}, and {Slack} for the longest request and propagation. " +
                "A shorter grace disables keys that callers still use.";
        }
    }
}
