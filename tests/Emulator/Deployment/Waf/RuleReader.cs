using System.Text.RegularExpressions;
using Egress.Emulator.Gateway.Waf;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.Waf;

/// <summary>The rules of a web ACL, in the order of their priority, without those that cannot be played: of each of these <paramref name="note"/> is told once.</summary>
internal sealed partial class RuleReader(WafResources resources, WafActions actions, string labelPrefix, int bodyLimitBytes, Action<string> note)
{
    public IReadOnlyList<WafRule> Read(PropertyMap webAcl)
    {
        var byPriority = new SortedDictionary<int, PropertyMap>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in webAcl.Maps("Rules"))
        {
            rule.RefuseOthersThan("Action", "CaptchaConfig", "ChallengeConfig", "Name", "OverrideAction", "Priority", "RuleLabels", "Statement", "VisibilityConfig");
            VisibilityConfig.Check(rule);
            if (rule.Has("Action") && rule.Has("OverrideAction"))
            {
                throw new TemplateException(rule.LocationOf("OverrideAction"), $"Action and OverrideAction in {rule.What}", "OverrideAction for a rule group, Action for any other rule", "remove one");
            }

            if (!names.Add(rule.Text("Name")))
            {
                throw Twice(rule, "Name");
            }

            _ = rule.Require("Priority");
            if (!byPriority.TryAdd(rule.FindInteger("Priority")!.Value, rule))
            {
                throw Twice(rule, "Priority");
            }
        }

        var labelsLeftOut = new List<string>();
        return [.. byPriority.Values.Select(rule => Rule(rule, labelsLeftOut)).OfType<WafRule>()];
    }

    // A label that a rule left out would have set cannot be told from one that is not there.
    private WafRule? Rule(PropertyMap rule, List<string> labelsLeftOut)
    {
        var reader = new StatementReader(resources, labelPrefix, bodyLimitBytes, labelsLeftOut);
        var statement = reader.Read(rule);
        var (action, response) = reader.Unplayed.Count > 0 && rule.Has("OverrideAction") && !rule.Has("Action") ? (WafAction.Count, null) : Action(rule, reader.Unplayed.Add);
        string[] labels = [.. rule.Maps("RuleLabels").Select(Label)];
        if (reader.Unplayed.Count == 0)
        {
            return new WafRule(rule.Text("Name"), statement, action, labels) { Response = response };
        }

        labelsLeftOut.AddRange(labels);
        note($"the rule {rule.Text("Name")} never matches here: the emulator does not have {string.Join(", ", reader.Unplayed.Distinct())}");
        return null;
    }

    private (WafAction Action, WafResponse? Response) Action(PropertyMap rule, Action<string> unplayed)
    {
        _ = rule.Require("Action");
        var action = rule.FindMap("Action")!;
        var kind = OneOf.Read(action, "Allow", "Block", "Captcha", "Challenge", "Count").Key;
        if (kind is "Captcha" or "Challenge")
        {
            unplayed(kind);
            return (WafAction.Count, null);
        }

        return actions.Read(action);
    }

    // AWS page "Label syntax and naming requirements".
    private string Label(PropertyMap label)
    {
        label.RefuseOthersThan("Name");
        var name = label.Text("Name");
        return LabelName().IsMatch(name)
            ? labelPrefix + name
            : throw new TemplateException(label.LocationOf("Name"), $"the label {name}", "letters, digits, _ and -, in at most six parts of 128 with a colon between", "correct it");
    }

    private static TemplateException Twice(PropertyMap rule, string property) =>
        new(rule.LocationOf(property), $"the {property} {rule.Text(property)} of a second rule", "each once in a web ACL", "give each rule its own");

    [GeneratedRegex(@"\A[0-9A-Za-z_-]{1,128}(:[0-9A-Za-z_-]{1,128}){0,5}\z", RegexOptions.CultureInvariant)]
    private static partial Regex LabelName();
}
