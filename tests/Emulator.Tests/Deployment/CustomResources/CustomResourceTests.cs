using System.Net;
using System.Text.Json.Nodes;
using Egress.Emulator.Deployment.CustomResources;
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
        await using var answerer = await Answerer.StartAsync(request => Success(request, "one", """{"Name":"n","Number":7}"""));
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
        await using var answerer = await Answerer.StartAsync(request => both.SignalAndWait(TimeSpan.FromSeconds(30)) ? Success(request, "x", "{}") : null);
        var stack = TestStack.Of(Text.Replace("!GetAtt One.Name", "n", StringComparison.Ordinal).Replace("!Ref One", "x", StringComparison.Ordinal));
        answerer.AddTo(stack);

        var complete = await answerer.DeliverAsync(stack.Start());

        Assert.Equal(["x", "x"], [complete.PhysicalIds["One"], complete.PhysicalIds["Two"]]);
    }

    [Fact]
    public async Task The_first_failure_ends_the_others()
    {
        await using var answerer = await Answerer.StartAsync(request => (string?)request["LogicalResourceId"] == "Two" ? Answer(request, "FAILED", "two") : null);
        var stack = TestStack.Of(Text.Replace("!GetAtt One.Name", "n", StringComparison.Ordinal).Replace("!Ref One", "x", StringComparison.Ordinal));
        answerer.AddTo(stack, Timeout.InfiniteTimeSpan);

        var refusal = await Assert.ThrowsAsync<TemplateException>(() => answerer.DeliverAsync(stack.Start()));

        Assert.Contains("the custom resource Two was not created", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_event_is_CloudFormations()
    {
        await using var answerer = await Answerer.StartAsync(request => Success(request, "one", """{"Name":"n"}"""));
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

    public static readonly TheoryData<string, Func<JsonObject, string?>, string> Failures = new()
    {
        { "the function says no", request => Answer(request, "FAILED", "one", reason: "no such plan"), "was not created (no such plan), expected the answer SUCCESS" },
        { "it does not say why", request => Answer(request, "FAILED", "one"), "(no reason given)" },
        { "it does not answer", _ => null, "(answerer returned and put no answer to the ResponseURL)" },
        { "an answer without a status", request => Answer(request, "DONE", "one"), "(Invalid Status: SUCCESS or FAILED expected)" },
        { "an answer without an id", request => Answer(request, "SUCCESS", ""), "(Invalid PhysicalResourceId: a string that is not empty expected)" },
        {
            "an answer to another request",
            request => Answer(request, "SUCCESS", "one").Replace((string)request["RequestId"]!, "x", StringComparison.Ordinal),
            "RequestId, LogicalResourceId and StackId must be those of the request"
        },
        {
            "an answer of another resource",
            request => Answer(request, "SUCCESS", "one").Replace("\"One\"", "\"Two\"", StringComparison.Ordinal),
            "RequestId, LogicalResourceId and StackId must be those of the request"
        },
        { "an answer that is no JSON", _ => "ok", "(Invalid response: no JSON object)" },
        { "an answer that says something twice", _ => """{"Status":"SUCCESS","Status":"FAILED"}""", "(Invalid response: no JSON object)" },
        { "an answer that is too long", request => Success(request, "one", $$"""{"Name":"{{new string('x', 5000)}}"}"""), "(Response object is too long" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_custom_resource_that_fails_stops_the_deployment(string because, Func<JsonObject, string?> answer, string found)
    {
        await using var answerer = await Answerer.StartAsync(answer);
        var stack = TestStack.Of(Text);
        answerer.AddTo(stack);
        var deployment = stack.Start();

        var refusal = await Assert.ThrowsAsync<TemplateException>(() => answerer.DeliverAsync(deployment));

        Assert.True(refusal.At.Line == 2 && refusal.Message.Contains(found, StringComparison.Ordinal), $"{because}: {refusal.Message}");
    }

    [Fact]
    public async Task A_function_that_crashes_stops_the_deployment_with_its_error()
    {
        await using var answerer = await Answerer.StartAsync(_ => throw new InvalidOperationException());
        var stack = TestStack.Of(Text);
        answerer.AddTo(stack);
        var deployment = stack.Start();

        var refusal = await Assert.ThrowsAsync<TemplateException>(() => answerer.DeliverAsync(deployment));

        Assert.Contains("""(answerer failed: {"errorType":"InvalidOperationException"})""", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_never_ends_is_given_its_timeout()
    {
        await using var answerer = await Answerer.StartAsync(_ => null);
        var stack = TestStack.Of(Text);
        answerer.AddTo(stack, Timeout.InfiniteTimeSpan);
        var deployment = stack.Start();

        var delivery = answerer.DeliverAsync(deployment);
        stack.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(delivery.IsCompleted);
        stack.Time.Advance(TimeSpan.FromSeconds(1));

        var refusal = await Assert.ThrowsAsync<TemplateException>(() => delivery);
        Assert.Contains("(CloudFormation did not receive a response from answerer within 60 s)", refusal.Message, StringComparison.Ordinal);
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

    private static string Success(JsonObject request, string id, string data) =>
        Answer(request, "SUCCESS", id).Replace("{\"Status\"", $"{{\"Data\":{data},\"Status\"", StringComparison.Ordinal);

    private static string Answer(JsonObject request, string status, string id, string? reason = null)
    {
        var answer = new JsonObject
        {
            ["Status"] = status,
            ["PhysicalResourceId"] = id,
            ["StackId"] = (string?)request["StackId"],
            ["RequestId"] = (string?)request["RequestId"],
            ["LogicalResourceId"] = (string?)request["LogicalResourceId"],
        };
        if (reason is not null)
        {
            answer["Reason"] = reason;
        }

        return answer.ToJsonString();
    }
}
