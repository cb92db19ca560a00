using Xunit;

namespace Egress.Emulator.Tests.Template;

public sealed class ResourceGraphTests
{
    public static readonly TheoryData<string, string, string> Orders = new()
    {
        { "without dependencies the template's order", "B: {}, A: {}", "B A" },
        { "Ref", "A: {Properties: {x: !Ref B}}, B: {}", "B A" },
        { "GetAtt", "A: {Properties: {x: [!GetAtt B.Arn]}}, B: {}", "B A" },
        { "Sub, of a name", "A: {Properties: {x: !Sub '${B}'}}, B: {}", "B A" },
        { "Sub, of an attribute", "A: {Properties: {x: !Sub '${B.Arn}'}}, B: {}", "B A" },
        { "Sub's own map", "A: {Properties: {x: !Sub ['${y}', {y: !Ref B}]}}, B: {}", "B A" },
        { "a name that Sub brings along is no resource", "A: {Properties: {x: !Sub ['${B}', {B: 1}]}}, B: {}", "A B" },
        { "a literal in Sub is no resource", "A: {Properties: {x: !Sub '${!B}'}}, B: {}", "A B" },
        { "DependsOn", "A: {DependsOn: B}, B: {}", "B A" },
        { "DependsOn of several", "A: {DependsOn: [C, B]}, B: {}, C: {}", "B C A" },
        { "a chain", "A: {DependsOn: B}, B: {DependsOn: C}, C: {}", "C B A" },
        { "the branch of If that counts", "A: {Properties: {x: !If [Holds, 1, !Ref B]}}, B: {}", "A B" },
        { "and not the other", "A: {Properties: {x: !If [Holds, !Ref B, 1]}}, B: {}", "B A" },
        { "a SAM reference", "A: {Properties: {x: !Ref B.Stage}}, B: {}", "B A" },
        { "a deployment as late as it can be", "D: {Type: 'AWS::ApiGateway::Deployment'}, M: {}, S: {DependsOn: D}", "M D S" },
    };

    public static readonly TheoryData<string, string, string> Refused = new()
    {
        { "a resource that is not there", "A: {Properties: {x: !Ref Nowhere}}", "found Ref Nowhere, expected a parameter, or a resource whose condition holds" },
        { "an attribute of it", "A: {Properties: {x: !GetAtt Nowhere.Arn}}", "found Fn::GetAtt Nowhere.Arn" },
        { "a DependsOn that leads nowhere", "A: {DependsOn: Nowhere}", "found DependsOn Nowhere" },
        { "a resource that this stack does not have", "A: {Properties: {x: !Ref B}}, B: {Condition: Fails}", "found Ref B" },
        { "itself", "A: {DependsOn: A}", "found a cycle of dependencies: A → A" },
        {
            "a cycle",
            "Z: {DependsOn: A}, A: {DependsOn: B}, B: {Properties: {x: !Ref C}}, C: {Properties: {x: !GetAtt A.Arn}}",
            "found a cycle of dependencies: A → B → C → A"
        },
        { "a function in DependsOn", "A: {DependsOn: !Sub B}, B: {}", "found a map as DependsOn, expected a logical id" },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void Resources_are_created_after_those_that_they_need(string because, string resources, string order)
    {
        var found = string.Join(' ', Templates.Load(Text(resources)).Resources.Select(resource => resource.LogicalId));

        Assert.True(order == found, $"{because}: {found}");
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_leads_nowhere_or_in_a_circle_is_refused(string because, string resources, string found)
    {
        var refusal = Templates.Refusal(() => Templates.Load(Text(resources)));

        Assert.True(refusal.StartsWith("t.yaml:2: ", StringComparison.Ordinal) && refusal.Contains(found, StringComparison.Ordinal), $"{because}: {refusal}");
    }

    [Fact]
    public void Needs_reach_through_others()
    {
        var graph = Templates.Load(Text("A: {DependsOn: B}, B: {DependsOn: C}, C: {}, D: {}")).Graph;

        Assert.True(graph.Needs("A", "C"));
        Assert.False(graph.Needs("A", "D"));
        Assert.False(graph.Needs("C", "A"));
    }

    private static string Text(string resources)
    {
        var typed = resources.Replace(": {DependsOn", ": {Type: 'AWS::Some::Thing', DependsOn", StringComparison.Ordinal)
            .Replace(": {Properties", ": {Type: 'AWS::Some::Thing', Properties", StringComparison.Ordinal)
            .Replace(": {Condition", ": {Type: 'AWS::Some::Thing', Condition", StringComparison.Ordinal)
            .Replace(": {}", ": {Type: 'AWS::Some::Thing'}", StringComparison.Ordinal);
        return $"Conditions: {{Holds: !Equals [a, a], Fails: !Equals [a, b]}}\nResources: {{{typed}}}";
    }
}
