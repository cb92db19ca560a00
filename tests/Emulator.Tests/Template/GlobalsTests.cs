using Egress.Emulator.Template;
using Xunit;

namespace Egress.Emulator.Tests.Template;

public sealed class GlobalsTests
{
    public static readonly TheoryData<string, string, string, string> Merged = new()
    {
        { "what a function does not say comes from Globals", "{Runtime: dotnet10}", "{Handler: h}", """{"Runtime":"dotnet10","Handler":"h"}""" },
        { "what it says wins", "{Timeout: 3}", "{Timeout: 30}", """{"Timeout":30}""" },
        {
            "maps are merged key by key",
            "{Environment: {Variables: {A: 1, B: 2}}}",
            "{Environment: {Variables: {B: 3, C: 4}}}",
            """{"Environment":{"Variables":{"A":1,"B":3,"C":4}}}"""
        },
        { "lists are joined, the global one first", "{Architectures: [arm64]}", "{Architectures: [x86_64]}", """{"Architectures":["arm64","x86_64"]}""" },
        { "a function replaces a map", "{VpcConfig: {SubnetIds: [a]}}", "{VpcConfig: !Ref AWS::NoValue}", "{}" },
        { "a map replaces a function", "{Description: !Sub x}", "{Description: y}", """{"Description":"y"}""" },
    };

    [Theory]
    [MemberData(nameof(Merged))]
    public void Globals_are_merged_as_SAM_does(string because, string globals, string own, string json)
    {
        var template = Templates.Load(
            $$"""
            Transform: AWS::Serverless-2016-10-31
            Globals: {Function: {{globals}}}
            Resources:
              F: {Type: 'AWS::Serverless::Function', Properties: {{own}}}
            """);

        var merged = NodeJson.Write(template.Evaluate(template.Find("F")!, Templates.Name));

        Assert.True(json == merged, $"{because}: {merged}");
    }

    [Fact]
    public void Globals_of_functions_are_nothing_to_other_resources()
    {
        var template = Templates.Load(
            """
            Transform: AWS::Serverless-2016-10-31
            Globals: {Function: {Timeout: 3}, Api: {OpenApiVersion: 3.0.1}}
            Resources:
              A: {Type: 'AWS::Serverless::Api', Properties: {StageName: x}}
              L: {Type: 'AWS::Lambda::Function', Properties: {}}
            """);

        Assert.Equal("""{"OpenApiVersion":"3.0.1","StageName":"x"}""", NodeJson.Write(template.Evaluate(template.Find("A")!, Templates.Name)));
        Assert.Equal("{}", NodeJson.Write(template.Evaluate(template.Find("L")!, Templates.Name)));
    }

    [Theory]
    [InlineData("{Functions: {}}", "found the key 'Functions' in the section Globals")]
    [InlineData("{Function: {Role: x}}", "found the key 'Role' in Globals of Function")]
    [InlineData("{Api: {DefinitionBody: {}}}", "found the key 'DefinitionBody' in Globals of Api")]
    public void What_SAM_does_not_take_in_Globals_is_refused(string globals, string found)
    {
        var refusal = Templates.Refusal(() => Templates.Load($"Transform: AWS::Serverless-2016-10-31\nGlobals: {globals}\nResources: {{}}"));

        Assert.StartsWith($"t.yaml:2: {found}", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_without_a_role_gets_one_to_refer_to()
    {
        var template = Templates.Load(
            """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              F: {Type: 'AWS::Serverless::Function'}
              G: {Type: 'AWS::Serverless::Function', Properties: {Role: r}}
            Outputs: {Role: {Value: !GetAtt FRole.Arn}}
            """);

        Assert.Equal("AWS::IAM::Role", template.Find("FRole")!.Type);
        Assert.Null(template.Find("GRole"));
    }
}
