using System.Text.Json.Nodes;
using Egress.Emulator.Template;
using Xunit;

namespace Egress.Emulator.Tests.Deployment.CustomResources;

/// <summary>Answers that are none, and no answers: the deployment stops at the resource, with the reason.</summary>
public sealed class CustomResourceFailureTests
{
    private const string Text =
        """
        Resources:
          One:
            Type: Custom::One
            Properties: {ServiceToken: 'arn:aws:lambda:us-east-1:123456789012:function:answerer', ServiceTimeout: 60}
        """;

    public static readonly TheoryData<string, Func<JsonObject, string?>, string> Failures = new()
    {
        { "the function says no", request => Answerer.Answer(request, "FAILED", "one", reason: "no such plan"), "was not created (no such plan), expected the answer SUCCESS" },
        { "it does not say why", request => Answerer.Answer(request, "FAILED", "one"), "(no reason given)" },
        { "it does not answer", _ => null, "(answerer returned and put no answer to the ResponseURL)" },
        { "an answer without a status", request => Answerer.Answer(request, "DONE", "one"), "(Invalid Status: SUCCESS or FAILED expected)" },
        { "an answer without an id", request => Answerer.Answer(request, "SUCCESS", ""), "(Invalid PhysicalResourceId: a string that is not empty expected)" },
        {
            "an answer to another request",
            request => Answerer.Answer(request, "SUCCESS", "one").Replace((string)request["RequestId"]!, "x", StringComparison.Ordinal),
            "RequestId, LogicalResourceId and StackId must be those of the request"
        },
        {
            "an answer of another resource",
            request => Answerer.Answer(request, "SUCCESS", "one").Replace("\"One\"", "\"Two\"", StringComparison.Ordinal),
            "RequestId, LogicalResourceId and StackId must be those of the request"
        },
        { "an answer that is no JSON", _ => "ok", "(Invalid response: no JSON object)" },
        { "an answer that says something twice", _ => """{"Status":"SUCCESS","Status":"FAILED"}""", "(Invalid response: no JSON object)" },
        { "an answer that is too long", request => Answerer.Success(request, "one", $$"""{"Name":"{{new string('x', 5000)}}"}"""), "(Response object is too long" },
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
}
