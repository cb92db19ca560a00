using Egress.Emulator.Template;
using Xunit;

namespace Egress.Emulator.Tests.Template;

public sealed class LoopsTests
{
    private const string TwoPlans =
        """
        Transform: [AWS::LanguageExtensions]
        Parameters:
          Names: {Type: CommaDelimitedList, Default: 'httpbin,openai'}
        Mappings:
          Upstream: {httpbin: {Host: httpbin.org}, openai: {Host: api.openai.com}}
        Resources:
          Fn::ForEach::EachUpstream:
            - Name
            - !Ref Names
            - Plan${Name}:
                Type: AWS::Some::Plan
                Properties:
                  Stage: {Ref: {Fn::Sub: 'Stage${Name}'}}
                  Host: !FindInMap [Upstream, !Ref Name, Host]
                  Text: !Sub '${Name} of ${AWS::StackName}'
              Stage${Name}:
                Type: AWS::Some::Stage
        """;

    public static readonly TheoryData<string, string, string> Properties = new()
    {
        { "a loop makes keys", "{'Fn::ForEach::A': [V, [x, y], {'k${V}': !Ref V}]}", """{"kx":"x","ky":"y"}""" },
        { "a key may leave out what is no letter or digit", "{'Fn::ForEach::A': [V, [a.b-c], {'k&{V}': !Sub '${V}'}]}", """{"kabc":"a.b-c"}""" },
        { "other keys stay", "{a: 1, 'Fn::ForEach::A': [V, [x], {'${V}': 2}], b: 3}", """{"a":1,"x":2,"b":3}""" },
        { "loops nest", "{'Fn::ForEach::A': [V, [x, y], {'Fn::ForEach::B': [W, ['1', '2'], {'${V}${W}': !Sub '${W}${V}'}]}]}", """{"x1":"1x","x2":"2x","y1":"1y","y2":"2y"}""" },
        { "an empty list makes nothing", "{'Fn::ForEach::A': [V, [], {'${V}': 1}]}", "{}" },
        { "keys inside the body are keys too", "{'Fn::ForEach::A': [V, [x], {'${V}': {'in${V}': 1}}]}", """{"x":{"inx":1}}""" },
    };

    public static readonly TheoryData<string, string, string> Refused = new()
    {
        { "${} outside Sub stays text at the service", "{'Fn::ForEach::A': [V, [x], {'${V}': 'a${V}'}]}", "found ${V} in 'a${V}', expected ${V} inside Fn::Sub" },
        { "also in a reference", "{'Fn::ForEach::A': [V, [x], {'${V}': !Ref 'Thing${V}'}]}", "found ${V} in 'Thing${V}'" },
        { "&{} in a value as well", "{'Fn::ForEach::A': [V, [x], {'${V}': 'a&{V}'}]}", "found &{V} in 'a&{V}'" },
        { "even inside Sub", "{'Fn::ForEach::A': [V, [x], {'${V}': !Sub 'a&{V}'}]}", "found &{V} in 'a&{V}'" },
        { "two rounds with one key", "{'Fn::ForEach::A': [V, [a.b, ab], {'k&{V}': 1}]}", "found the key 'kab' more than once after Fn::ForEach" },
        { "a key without the variable", "{'Fn::ForEach::A': [V, [a, b], {k: 1}]}", "found the key 'k' more than once" },
        { "a variable named like a parameter", "{'Fn::ForEach::A': [Taken, [a], {'${Taken}': 1}]}", "expected a name that no parameter, no resource and no outer loop has" },
        {
            "a variable named like the outer one",
            "{'Fn::ForEach::A': [V, [a], {'Fn::ForEach::B': [V, [b], {'${V}': 1}]}]}",
            "expected a name that no parameter, no resource and no outer loop has"
        },
        { "a loop named like a parameter", "{'Fn::ForEach::Taken': [V, [a], {'${V}': 1}]}", "found the loop Fn::ForEach::Taken, expected a name that no parameter and no resource has" },
        { "two arguments", "{'Fn::ForEach::A': [V, [a]]}", "found a list as Fn::ForEach::A, expected [variable, list of values, {key: value}]" },
        { "no list", "{'Fn::ForEach::A': [V, a, {'${V}': 1}]}", "found 'a' as the values of Fn::ForEach::A, expected a list" },
        { "a list that needs a resource", "{'Fn::ForEach::A': [V, !GetAtt Thing.List, {'${V}': 1}]}", "found Fn::GetAtt Thing.List, expected parameters" },
    };

    [Fact]
    public void The_name_of_an_output_is_letters_and_digits_after_its_loop()
    {
        var refusal = Templates.Refusal(() => Templates.Load(
            """
            Transform: AWS::LanguageExtensions
            Resources: {T: {Type: 'AWS::SNS::Topic'}}
            Outputs:
              Fn::ForEach::Host: [H, [a.example], {'Of${H}': {Value: !Ref H}}]
              Fn::ForEach::Again: [H, [a.example], {'Good&{H}': {Value: !Ref H}}]
            """));

        Assert.StartsWith("t.yaml:4: found the output Ofa.example, expected a name of letters and digits", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal);
    }

    [Fact]
    public void A_loop_makes_resources_that_refer_to_each_other()
    {
        var template = Templates.Load(TwoPlans);

        Assert.Equal(["Stagehttpbin", "Planhttpbin", "Stageopenai", "Planopenai"], template.Resources.Select(resource => resource.LogicalId));
        Assert.Equal(
            """{"Stage":"<Stageopenai>","Host":"api.openai.com","Text":"openai of egress"}""",
            NodeJson.Write(template.Evaluate(template.Find("Planopenai")!, Templates.Name)));
    }

    [Fact]
    public void The_list_is_a_parameter()
    {
        var template = Templates.Load(TwoPlans, ("Names", "openai"));

        Assert.Equal(["Stageopenai", "Planopenai"], template.Resources.Select(resource => resource.LogicalId));
    }

    [Theory]
    [MemberData(nameof(Properties))]
    public void A_loop_makes_properties(string because, string expression, string json)
    {
        var value = Templates.Evaluate(expression);

        Assert.True(json == value, $"{because}: {value}");
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_the_engines_read_differently_is_refused(string because, string expression, string found)
    {
        var refusal = Templates.Refusal(() => Templates.Evaluate(expression, "Parameters: {Taken: {Type: String, Default: x}}"));

        Assert.True(refusal.Contains(found, StringComparison.Ordinal), $"{because}: {refusal}");
    }

    [Theory]
    [InlineData("Thing", "V", "found the loop Fn::ForEach::Thing, expected a name that no parameter and no resource has")]
    [InlineData("Each", "Thing", "found 'Thing' as the variable of a loop, expected a name that no parameter, no resource")]
    public void Neither_a_loop_nor_its_variable_is_named_like_a_resource(string loop, string variable, string found)
    {
        var refusal = Templates.Refusal(() => Templates.Load(
            $$"""
            Transform: AWS::LanguageExtensions
            Resources:
              Thing: {Type: 'AWS::Some::Thing'}
              Fn::ForEach::{{loop}}: [{{variable}}, [a], {'Other${{{variable}}}': {Type: 'AWS::Some::Thing'} }]
            """));

        Assert.Contains(found, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Loops_nest_five_deep()
    {
        var five = Nested(5);
        var six = Nested(6);

        Assert.Equal("""{"xxxxx":1}""", Templates.Evaluate(five));
        Assert.Contains("more than 5 loops inside each other", Templates.Refusal(() => Templates.Evaluate(six)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_that_would_fill_the_memory_is_refused()
    {
        var values = string.Join(',', Enumerable.Range(0, 200));
        var expression = $"{{'Fn::ForEach::A': [V, [{values}], {{'Fn::ForEach::B': [W, [{values}], {{'${{V}}x${{W}}': 1}}]}}]}}";

        Assert.Contains("more than 10000 entries after Fn::ForEach", Templates.Refusal(() => Templates.Evaluate(expression)), StringComparison.Ordinal);
    }

    [Fact]
    public void Conditions_and_outputs_may_loop_too()
    {
        var template = Templates.Load(
            """
            Transform: AWS::LanguageExtensions
            Parameters: {Open: {Type: String, Default: b}}
            Conditions:
              Fn::ForEach::Each: [N, [a, b], {'Is${N}': !Equals [!Ref N, !Ref Open]}]
            Resources:
              Aa: {Type: 'AWS::Some::Thing', Condition: Isa}
              Bb: {Type: 'AWS::Some::Thing', Condition: Isb}
            Outputs:
              Fn::ForEach::Each: [N, [x, y], {'Out${N}': {Value: !Sub '${N}!'}}]
            """);

        Assert.Equal(["Bb"], template.Resources.Select(resource => resource.LogicalId));
        Assert.Equal(["x!", "y!"], template.Outputs.Select(output => template.Evaluate(output, Templates.Name)));
    }

    private static string Nested(int depth)
    {
        var variables = Enumerable.Range(0, depth).Select(level => $"V{level}").ToList();
        var body = $"{{'{string.Concat(variables.Select(variable => $"${{{variable}}}"))}': 1}}";
        return variables.Aggregate(body, (inner, variable) => $"{{'Fn::ForEach::L{variable}': [{variable}, [x], {inner}]}}");
    }
}
