using Egress.Testing;
using Xunit;

namespace Egress.Emulator.Tests.Deployment.Lambda;

public sealed class FunctionResourceTests
{
    private const string Good = "CodeUri: tests/Testing, Handler: bootstrap, Runtime: dotnet10";

    public static readonly TheoryData<string, string, string> Refused = new()
    {
        { "a folder that is not there", "CodeUri: nowhere, Handler: h, Runtime: r", "found CodeUri 'nowhere', which is no folder" },
        { "code in a bucket", "CodeUri: {Bucket: b, Key: k}, Handler: h, Runtime: r", "found CodeUri in a bucket" },
        { "code in the template", "InlineCode: x, Handler: h, Runtime: r", "found InlineCode in F" },
        { "an image", "PackageType: Image, ImageConfig: {}", "found a container image in F" },
        { "no handler", "CodeUri: tests/Testing, Runtime: r", "found no Handler in F" },
        { "a misspelt property", Good + ", Timout: 3", "found the key 'Timout' in F" },
        { "more than fifteen minutes", Good + ", Timeout: 901", "expected an integer from 1 to 900" },
        { "too little memory", Good + ", MemorySize: 64", "expected an integer from 128 to 10240" },
        { "a reserved name", Good + ", Environment: {Variables: {AWS_REGION: x}}", "found the environment variable 'AWS_REGION'" },
        { "a name that is none", Good + ", Environment: {Variables: {a-b: x}}", "found the environment variable 'a-b'" },
        { "a list in the environment", Good + ", Environment: {Variables: {Aa: [x]}}", "found a list as Aa in Variables" },
        { "an API in front of it", Good + ", Events: {E: {Type: Api, Properties: {Path: /, Method: get}}}", "found the Api event E of F" },
    };

    [Fact]
    public void A_function_is_read_with_its_defaults()
    {
        var function = Assert.Single(TestStack.Deploy(Text(Good)).Stack.Functions);

        Assert.Equal(("F", "bootstrap", "dotnet10", Repository.PathOf("tests", "Testing")), (function.LogicalId, function.Handler, function.Runtime, function.CodeFolder));
        Assert.Equal((TimeSpan.FromSeconds(3), 128, false), (function.Timeout, function.MemoryMegabytes, function.IsInVpc));
        Assert.Matches("^egress-F-[A-Z0-9]{12}$", function.Name);
        Assert.Equal($"arn:aws:lambda:us-east-1:123456789012:function:{function.Name}", function.Arn);
    }

    [Fact]
    public void A_function_is_read_with_all_that_it_says()
    {
        var function = Assert.Single(TestStack.Deploy(Text(
            Good + ", FunctionName: f, Timeout: 900, MemorySize: 512, VpcConfig: {SubnetIds: [a], SecurityGroupIds: [b]}, "
            + "Environment: {Variables: {Egress__Mark: !Ref AWS::StackName, Aa: 1}}")).Stack.Functions);

        Assert.Equal(("f", TimeSpan.FromMinutes(15), 512, true), (function.Name, function.Timeout, function.MemoryMegabytes, function.IsInVpc));
        Assert.Equal(new Dictionary<string, string> { ["Egress__Mark"] = "egress", ["Aa"] = "1" }, function.Environment);
    }

    [Fact]
    public void A_function_keeps_what_an_operator_reads_of_it()
    {
        var stack = TestStack.Deploy(
            $$"""
            {{Text(Good + ", FunctionName: f, Description: d, ReservedConcurrentExecutions: 2, Architectures: [arm64], Tracing: Active, Tags: {t: v}, Role: r, VpcConfig: {SubnetIds: [a], SecurityGroupIds: [b]}")}}
              P: {Type: 'AWS::Lambda::Permission', Properties: {FunctionName: !Ref F, Action: 'lambda:InvokeFunction', Principal: x, SourceAccount: '1', SourceArn: 'arn:y'} }
            """);

        var function = Assert.Single(stack.Stack.Functions);
        Assert.Equal(("d", 2, "arm64", "Active", "v", "r"), (function.Description, function.ReservedConcurrency, function.Architecture, function.Tracing, function.Tags["t"], function.Role));
        Assert.Equal(("a", "b"), (Assert.Single(function.SubnetIds), Assert.Single(function.SecurityGroupIds)));
        var permission = Assert.Single(stack.Targets.Functions.PermissionsOf(function));
        Assert.Equal(("lambda:InvokeFunction", "x", "1", "arn:y"), (permission.Action, permission.Principal, permission.Equal["AWS:SourceAccount"], permission.SourceArn));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_function_that_cannot_run_here_is_refused(string because, string properties, string found)
    {
        var refusal = TestStack.Refusal(Text(properties));

        Assert.True(refusal.StartsWith("t.yaml:3: ", StringComparison.Ordinal) && refusal.Contains(found, StringComparison.Ordinal), $"{because}: {refusal}");
    }

    [Fact]
    public void An_environment_that_is_too_large_is_refused()
    {
        var refusal = TestStack.Refusal(Text($"{Good}, Environment: {{Variables: {{Aa: {new string('x', 4095)}}}}}"));

        Assert.Contains("found 4097 bytes of environment variables, expected at most 4096 bytes", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void What_will_not_happen_here_is_noted()
    {
        var notes = TestStack.Deploy(Text(Good + ", Layers: [arn], Events: {Daily: {Type: Schedule, Properties: {Schedule: rate(1 day)}}}")).Stack.Notes;

        Assert.Equal(["F is not called by its event Daily (Schedule); `invoke F` calls it", "F runs without its layers"], notes);
    }

    [Fact]
    public void A_plain_function_may_name_a_folder_too()
    {
        var stack = TestStack.Deploy(
            """
            Resources: {F: {Type: 'AWS::Lambda::Function', Properties: {Code: tests/Testing, Handler: h, Runtime: r, Role: x, FunctionName: f}}}
            Outputs: {O: {Value: !GetAtt F.Arn}}
            """);

        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:function:f", stack.Stack.Outputs["O"]);
        Assert.Equal(Repository.PathOf("tests", "Testing"), Assert.Single(stack.Stack.Functions).CodeFolder);
    }

    [Fact]
    public void An_alias_is_the_code_that_runs_here()
    {
        var stack = TestStack.Deploy($$"""
            {{Text(Good + ", FunctionName: f, AutoPublishAlias: live")}}
              P: {Type: 'AWS::Lambda::Permission', Properties: {FunctionName: !Ref F.Alias, Action: 'lambda:InvokeFunction', Principal: x} }
            Outputs: {Alias: {Value: !Ref F.Alias}, Version: {Value: !Ref F.Version} }
            """);

        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:function:f:live", stack.Stack.Outputs["Alias"]);
        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:function:f:1", stack.Stack.Outputs["Version"]);
    }

    private static string Text(string properties) => $"Transform: AWS::Serverless-2016-10-31\nResources:\n  F: {{Type: 'AWS::Serverless::Function', Properties: {{{properties}}}}}";
}
