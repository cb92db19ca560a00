using Xunit;

namespace Egress.Emulator.Tests.Deployment.ApiGateway;

public sealed class PathTreeTests
{
    [Fact]
    public void Parents_of_a_path_are_resources_too()
    {
        var stack = TestStack.Deploy(Bodies.Paths("/-/carry/{proxy+}: {get: {x-amazon-apigateway-integration: {type: mock}}}"));

        Assert.Equal(["/", "/-", "/-/carry", "/-/carry/{proxy+}"], stack.Api.Resources.Select(resource => resource.Path));
        Assert.Equal(4, stack.Api.Resources.Select(resource => resource.Id).Distinct().Count());
    }

    [Theory]
    [InlineData("a", "a path begins with /")]
    [InlineData("/a/", "and does not end with one")]
    [InlineData("/a b", "a space")]
    [InlineData("/{a+}/b", "a greedy part is the last")]
    [InlineData("/{a", "a variable has two braces")]
    [InlineData("/x{a}", "and a part of its own")]
    public void A_path_that_AWS_does_not_take_is_refused(string path, string because)
    {
        var refusal = TestStack.Refusal(Bodies.Paths($"'{path}':\n  get:\n    x-amazon-apigateway-integration: {{type: mock}}"));

        Assert.True(refusal.Contains($"found the path '{path}'", StringComparison.Ordinal), $"{because}: {refusal}");
    }

    [Fact]
    public void Two_variables_in_one_place_are_refused()
    {
        const string Mock = "{get: {x-amazon-apigateway-integration: {type: mock}}}";

        var refusal = TestStack.Refusal(Bodies.Paths($"/{{a}}/x: {Mock}\n/{{b}}: {Mock}"));

        Assert.Contains("found /{b} beside /{a}, expected one variable part below each path", refusal, StringComparison.Ordinal);
    }
}
