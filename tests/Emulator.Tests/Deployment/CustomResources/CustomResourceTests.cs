using System.Collections.Concurrent;
using System.Net;
using Egress.Emulator.Deployment.CustomResources;
using Egress.Emulator.Functions;
using Egress.Emulator.Template;
using Xunit;

namespace Egress.Emulator.Tests.Deployment.CustomResources;

public sealed class CustomResourceTests
{
    private static readonly string Text =
        """
        Resources:
          One:
            Type: Custom::One
            Properties:
              ServiceToken: arn:aws:lambda:us-east-1:123456789012:function:answerer
              ServiceTimeout: 60
              Count: 5
              On: true
              List: [a, {b: 1.5}]
              Gone: !Ref AWS::NoValue
          Two:
            Type: AWS::CloudFormation::CustomResource
            Properties: {ServiceToken: 'arn:aws:lambda:us-east-1:123456789012:function:answerer', Name: !GetAtt One.Name, Id: !Ref One}
          Key:
            Type: AWS::ApiGateway::ApiKey
            Properties: {Name: !GetAtt One.Name}
          Early:
            Type: AWS::ApiGateway::ApiKey
            Properties: {Name: early}
        Outputs:
          Name: {Value: !GetAtt One.Name}
          Region: {Value: !Ref AWS::Region}
        """;

    [Fact]
    public async Task What_waits_for_a_custom_resource_is_created_after_it()
    {
        await using var answerer = await Answerer.StartAsync(request => Answerer.Success(request, "one", """{"Name":"n","Number":7}"""));
        var stack = TestStack.Of(Text);
        answerer.AddTo(stack);

        var deployment = stack.Start();
        Assert.Equal(["early"], stack.Apis.Keys.Select(key => key.Name));
        Assert.Equal(["Region"], stack.Stack.Outputs.Keys);
        var complete = await answerer.DeliverAsync(deployment);

        Assert.Equal(["early", "n"], stack.Apis.Keys.Select(key => key.Name));
        Assert.Equal("n", complete.Outputs["Name"]);
        Assert.Equal("one", complete.PhysicalIds["One"]);
        Assert.Equal(["One", "Two"], answerer.Requests.Select(request => (string?)request["LogicalResourceId"]));
        Assert.Equal(("n", "one"), ((string?)answerer.Requests.ElementAt(1)["ResourceProperties"]!["Name"], (string?)answerer.Requests.ElementAt(1)["ResourceProperties"]!["Id"]));
    }

    [Fact]
    public async Task Those_that_do_not_need_each_other_are_created_at_the_same_time()
    {
        using var both = new Barrier(2);
        await using var answerer = await Answerer.StartAsync(request => both.SignalAndWait(TimeSpan.FromSeconds(30)) ? Answerer.Success(request, "x", "{}") : null);
        var stack = TestStack.Of(Text.Replace("!GetAtt One.Name", "n", StringComparison.Ordinal).Replace("!Ref One", "x", StringComparison.Ordinal));
        answerer.AddTo(stack);

        var complete = await answerer.DeliverAsync(stack.Start());

        Assert.Equal(["x", "x"], [complete.PhysicalIds["One"], complete.PhysicalIds["Two"]]);
    }

    [Fact]
    public async Task The_first_failure_ends_the_others()
    {
        await using var answerer = await Answerer.StartAsync(request => (string?)request["LogicalResourceId"] == "Two" ? Answerer.Answer(request, "FAILED", "two") : null);
        var stack = TestStack.Of(Text.Replace("!GetAtt One.Name", "n", StringComparison.Ordinal).Replace("!Ref One", "x", StringComparison.Ordinal));
        answerer.AddTo(stack, Timeout.InfiniteTimeSpan);

        var refusal = await Assert.ThrowsAsync<TemplateException>(() => answerer.DeliverAsync(stack.Start()));

        Assert.Contains("the custom resource Two was not created", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_functions_that_they_call_and_those_that_these_name_are_started_when_their_turn_comes()
    {
        var started = new ConcurrentQueue<string>();
        await using var answerer = await Answerer.StartAsync(_ => null);
        await using var functions = new FunctionHost(TimeProvider.System, new FunctionHostOptions
        {
            Prepare = start =>
            {
                started.Enqueue(start.Function.LogicalId);
                return start.Command;
            },
        });
        var stack = TestStack.Of(
            $$$"""
            Transform: AWS::Serverless-2016-10-31
            Globals: {Function: {Runtime: dotnet10, Handler: bootstrap, CodeUri: '{{{Functions.SampleFunction.Folder}}}'}}
            Resources:
              Called: {Type: AWS::Serverless::Function, Properties: {Environment: {Variables: {NEXT: !Ref Named} } }}
              Named: {Type: AWS::Serverless::Function}
              Later: {Type: AWS::Serverless::Function, Properties: {Environment: {Variables: {NEXT: !Ref Named} } }}
              One: {Type: Custom::One, Properties: {ServiceToken: !GetAtt Called.Arn} }
              Two: {Type: Custom::Two, DependsOn: One, Properties: {ServiceToken: !GetAtt Later.Arn} }
            """).With(functions);

        await Assert.ThrowsAsync<TemplateException>(() => answerer.DeliverAsync(stack.Start())); // Called returns without an answer
        await functions.DisposeAsync();

        Assert.Equal(["Called", "Named"], started.Order());
    }

    [Fact]
    public async Task The_event_is_CloudFormations()
    {
        await using var answerer = await Answerer.StartAsync(request => Answerer.Success(request, "one", """{"Name":"n"}"""));
        var stack = TestStack.Of(Text);
        answerer.AddTo(stack);
        await answerer.DeliverAsync(stack.Start());

        var sent = answerer.Requests.First();
        Assert.Equal(
            ["RequestType", "ServiceToken", "ResponseURL", "StackId", "RequestId", "LogicalResourceId", "ResourceType", "ResourceProperties"],
            sent.Select(member => member.Key));
        Assert.Equal(("Create", "Custom::One", stack.Stack.Identity.StackId), ((string?)sent["RequestType"], (string?)sent["ResourceType"], (string?)sent["StackId"]));
        Assert.Equal(
            """{"ServiceToken":"arn:aws:lambda:us-east-1:123456789012:function:answerer","ServiceTimeout":"60","Count":"5","On":"true","List":["a",{"b":"1.5"}]}""",
            sent["ResourceProperties"]!.ToJsonString());
        Assert.StartsWith(answerer.Address.AbsoluteUri, (string?)sent["ResponseURL"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_nobody_waits_for_is_refused()
    {
        await using var answerer = await Answerer.StartAsync(_ => null);
        using var http = new HttpClient(new SocketsHttpHandler());
        using var body = new StringContent("{}");

        using var response = await http.PutAsync(CustomResourceChannel.ResponseUrl(answerer.Address, "nobody"), body, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_service_token_of_somebody_else_is_refused()
    {
        await using var answerer = await Answerer.StartAsync(_ => null);
        var stack = TestStack.Of(Text);
        var deployment = stack.Start();

        var refusal = await Assert.ThrowsAsync<TemplateException>(() => answerer.DeliverAsync(deployment));

        Assert.Contains("as ServiceToken of One, expected the name or ARN of a function of this template", refusal.Message, StringComparison.Ordinal);
    }
}
