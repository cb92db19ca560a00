using Egress.Emulator.Template;
using Xunit;

namespace Egress.Emulator.Tests.Template;

public sealed class TemplateLoaderTests
{
    public static readonly TheoryData<string, string, int, string> Refused = new()
    {
        { "a misspelt section", "Resources: {}\nParamters: {}", 2, "found the key 'Paramters' in the template" },
        { "no resources", "Description: x", 1, "found no Resources in the template" },
        { "a list", "[a]", 1, "found a list as the template, expected a map" },
        { "another format version", "AWSTemplateFormatVersion: '2010-09-10'\nResources: {}", 1, "found '2010-09-10' as AWSTemplateFormatVersion" },
        { "a macro of an account", "Transform: MyMacro\nResources: {}", 1, "found 'MyMacro' as a transform" },
        {
            "SAM before the loops",
            "Transform: [AWS::Serverless-2016-10-31, AWS::LanguageExtensions]\nResources: {}",
            1,
            "expected AWS::LanguageExtensions, then AWS::Serverless-2016-10-31"
        },
        { "SAM without its transform", "Resources:\n  A:\n    Type: AWS::Serverless::Api", 3, "found a map as AWS::Serverless::Api in a template without SAM" },
        { "a resource without a type", "Resources:\n  A: {}", 2, "found no Type in the resource A" },
        { "a misspelt attribute", "Resources:\n  A:\n    Type: AWS::Some::Thing\n    Propertis: {}", 4, "found the key 'Propertis' in the resource A" },
        { "a logical id with a hyphen", "Resources:\n  a-b: {Type: 'AWS::Some::Thing'}", 2, "found the logical id 'a-b'" },
        {
            "a resource named like a parameter",
            "Parameters: {P: {Type: String, Default: x}}\nResources:\n  P: {Type: 'AWS::Some::Thing'}",
            3,
            "found the logical id P, which is a parameter too"
        },
        { "properties that are a list", "Resources:\n  A: {Type: 'AWS::Some::Thing', Properties: [a]}", 2, "found a list as the properties of A" },
        { "a mapping that is too flat", "Mappings: {M: {a: b}}\nResources: {}", 1, "found 'b' as the row a of the mapping M" },
        { "a mapping that is too deep", "Mappings: {M: {a: {b: {c: d}}}}\nResources: {}", 1, "found a map as M.a.b" },
        { "an output without a value", "Resources: {}\nOutputs:\n  O: {Description: x}", 3, "found no Value in the output O" },
        { "an output of nothing", "Resources: {}\nOutputs:\n  O: {Value: !Ref Nowhere}", 3, "found Ref Nowhere" },
        { "a condition that is not declared", "Resources:\n  A: {Type: 'AWS::Some::Thing', Condition: C}", 2, "found the condition C, expected none, as no condition is declared" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_wrong_is_told_with_its_line(string because, string text, int line, string found)
    {
        var refusal = Templates.Refusal(() => Templates.Load(text));

        Assert.True(refusal.StartsWith($"t.yaml:{line}: ", StringComparison.Ordinal) && refusal.Contains(found, StringComparison.Ordinal), $"{because}: {refusal}");
        Assert.Matches("^t.yaml:[0-9]+: found .+, expected .+; .+$", refusal);
    }

    [Fact]
    public void Faults_of_different_resources_are_told_at_once_in_the_order_of_their_lines()
    {
        var references = Templates.Refusal(() => Templates.Load(
            """
            Resources:
              A: {Type: 'AWS::SNS::Topic', Properties: {X: !Ref Nowhere, Y: !Ref Neither}}
              B: {Type: 'AWS::SNS::Topic', DependsOn: Nothing}
              C: {Type: 'AWS::SNS::Topic', Properties: {X: !Select [9, []]}}
            """));
        var declarations = Templates.Refusal(() => Templates.Load("Resources:\n  B: {Type: x, Propertes: {}}\n  A: {}\n"));

        Assert.Equal(
            ["t.yaml:2: found Ref Nowhere", "t.yaml:2: found Ref Neither", "t.yaml:3: found DependsOn Nothing"],
            references.Split('\n').Select(line => line.Split(", expected")[0]));
        Assert.Equal(["t.yaml:2: found the key 'Propertes' in the resource B", "t.yaml:3: found no Type in the resource A"], declarations.Split('\n').Select(line => line.Split(", expected")[0]));
    }

    [Theory]
    [InlineData("declarations", "Resources:\n  A: {}\nOutputs:\n  O: {Valeu: x}\n  P: {}", "t.yaml:2: found no Type in the resource A|t.yaml:4: found the key 'Valeu' in the output O|t.yaml:5: found no Value in the output P")]
    [InlineData(
        "references",
        "Outputs:\n  O: {Value: !Ref Neither}\nResources:\n  A: {Type: 'AWS::SNS::Topic', Properties: {X: !Ref Nowhere}}\n",
        "t.yaml:2: found Ref Neither|t.yaml:4: found Ref Nowhere")]
    public void Faults_of_outputs_are_told_with_those_of_resources(string because, string text, string found) =>
        Assert.Equal((because, found), (because, string.Join('|', Templates.Refusal(() => Templates.Load(text)).Split('\n').Select(line => line.Split(", expected")[0]))));

    [Fact]
    public void The_API_that_SAM_makes_of_events_is_told_for_what_it_is()
    {
        var refusal = Templates.Refusal(() => Templates.Load("Resources: {T: {Type: 'AWS::SNS::Topic'}}\nOutputs: {U: {Value: !Sub 'https://${ServerlessRestApi}/'}}"));

        Assert.StartsWith("t.yaml:2: found Ref ServerlessRestApi, the API that SAM makes of functions' Api events, expected an API that the template declares", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_told()
    {
        var refusal = Templates.Refusal(() => TemplateLoader.Load("nowhere.yaml", new Dictionary<string, string>(), Templates.Stack));

        Assert.Equal("nowhere.yaml:1: found no such file, expected a template, a file; name one with --template", refusal);
    }

    [Fact]
    public void A_resource_whose_condition_is_false_is_not_there()
    {
        var template = Templates.Load("Conditions: {Fails: !Equals [a, b]}\nResources: {A: {Type: 'AWS::Some::Thing', Condition: Fails}, B: {Type: 'AWS::Some::Thing'}}");

        Assert.Equal(["B"], template.Resources.Select(resource => resource.LogicalId));
    }

    [Fact]
    public void An_output_whose_condition_is_false_is_not_there()
    {
        var template = Templates.Load(
            """
            Conditions: {Fails: !Equals [a, b]}
            Resources: {}
            Outputs: {A: {Condition: Fails, Value: !Ref Nowhere}, B: {Value: b, Export: {Name: b}}}
            """);

        Assert.Equal(["B"], template.Outputs.Select(output => output.Name));
    }

    [Fact]
    public void A_template_in_JSON_is_a_template()
    {
        var template = Templates.Load(
            """
            {
              "AWSTemplateFormatVersion": "2010-09-09",
              "Parameters": { "P": { "Type": "String", "Default": "x" } },
              "Resources": { "A": { "Type": "AWS::Some::Thing", "Properties": { "Value": { "Fn::Join": [ "-", [ { "Ref": "P" }, { "Fn::GetAtt": [ "B", "Arn" ] } ] ] } } },
                             "B": { "Type": "AWS::Some::Thing" } }
            }
            """);

        Assert.Equal("""{"Value":"x-<B.Arn>"}""", NodeJson.Write(template.Evaluate(template.Find("A")!, Templates.Name)));
    }
}
