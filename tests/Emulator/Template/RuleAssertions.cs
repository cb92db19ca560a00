namespace Egress.Emulator.Template;

/// <summary>The section Rules: assertions about parameters that stop a deployment before it begins.</summary>
internal static class RuleAssertions
{
    public static void Check(MapNode? section, Evaluator evaluator)
    {
        foreach (var entry in section?.Entries ?? [])
        {
            var rule = entry.Value.AsMap($"the rule {entry.Key}");
            rule.RefuseOthersThan(["Assertions", "RuleCondition"], $"the rule {entry.Key}");
            if (rule.Find("RuleCondition") is { } condition && !ConditionFunctions.IsTrue(condition, evaluator))
            {
                continue;
            }

            foreach (var assertion in rule.Require("Assertions", $"the rule {entry.Key}").AsList("Assertions").Items)
            {
                Check(entry.Key, assertion.AsMap("an assertion"), evaluator);
            }
        }
    }

    private static void Check(string rule, MapNode assertion, Evaluator evaluator)
    {
        assertion.RefuseOthersThan(["Assert", "AssertDescription"], $"an assertion of the rule {rule}");
        if (!ConditionFunctions.IsTrue(assertion.Require("Assert", $"an assertion of the rule {rule}"), evaluator))
        {
            var description = assertion.Find("AssertDescription")?.AsText("AssertDescription") ?? "the assertion to hold";
            throw new TemplateException(assertion.At, $"parameters that break the rule {rule}", description, "pass other parameters");
        }
    }
}
