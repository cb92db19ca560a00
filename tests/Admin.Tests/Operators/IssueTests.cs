using Egress.Admin.Tests.Simulation;

namespace Egress.Admin.Tests.Operators;

/// <summary>The action <c>issue</c>: a consumer with a secret of its own.</summary>
public sealed class IssueTests : OperatorTests
{
    [Fact]
    public async Task Issue_makes_a_consumer_that_can_call_what_it_was_granted_and_nothing_else()
    {
        var answer = await DoAsync("""{"action":"issue","consumer":"reports","upstreams":["b.org"]}""");

        var value = ValueOf("reports");
        Assert.Equal("ready", (string?)answer["outcome"]);
        Assert.True(World.Opens(value, "b.org") && !World.Opens(value, "a.com"));
        Assert.DoesNotContain(value, answer.ToJsonString(), StringComparison.Ordinal);
        Assert.True(World.Secrets.Present("egress/prod/reports").Rotation!.IsEnabled);
    }

    [Theory]
    [InlineData("arn:aws:kms:us-east-1:123456789012:key/a", "arn:aws:kms:us-east-1:123456789012:key/a")]
    [InlineData("", null)]
    public async Task An_issued_secret_is_sealed_with_the_key_that_the_deployment_names(string option, string? expected)
    {
        World.Options.KmsKeyArn = option;

        await DoAsync("""{"action":"issue","consumer":"reports","upstreams":["b.org"]}""");

        Assert.Equal(expected, World.Secrets.Present("egress/prod/reports").KmsKeyId);
    }

    [Fact]
    public async Task Issue_again_goes_on_with_what_is_there()
    {
        await DoAsync("""{"action":"issue","consumer":"reports","upstreams":["b.org"]}""");
        var value = ValueOf("reports");

        await DoAsync("""{"action":"issue","consumer":"reports","upstreams":["b.org"]}""");

        Assert.Equal(value, ValueOf("reports"));
        Assert.Single(World.Apis.Keys, key => key.Name.StartsWith("egress/prod/reports/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_secret_of_somebody_else_is_in_the_way_of_issue()
    {
        World.Secrets.Create("egress/prod/reports", "{}", null, new Dictionary<string, string>());

        await RefusedAsync("""{"action":"issue","consumer":"reports","upstreams":["b.org"]}""", "does not bear the tags");
    }
}
