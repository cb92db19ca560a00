using Egress.Admin.Operators;
using Egress.Admin.Tests.Simulation;
using Egress.Emulator.ControlPlane.SecretsManager;

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

    [Theory]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:gone", 30)]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:admin", 7)]
    public async Task Issue_again_renews_a_schedule_that_names_another_function_or_other_days(string function, int days)
    {
        await DoAsync("""{"action":"issue","consumer":"reports","upstreams":["b.org"]}""");
        World.Secrets.Update("egress/prod/reports", secret => SecretVersions.EndPending(secret, secret.VersionOf("AWSPENDING")?.Id ?? "").WithRotation(function, RotationRules.Of(days, null, null), World.Time.GetUtcNow()));

        await DoAsync("""{"action":"issue","consumer":"reports","upstreams":["b.org"]}""");

        var rotation = World.Secrets.Present("egress/prod/reports").Rotation!;
        Assert.Equal(("arn:aws:lambda:us-east-1:123456789012:function:admin", 30L), (rotation.FunctionArn, rotation.Rules.AutomaticallyAfterDays));
    }

    [Fact]
    public async Task Issue_again_leaves_a_schedule_alone_that_is_right()
    {
        await DoAsync("""{"action":"issue","consumer":"reports","upstreams":["b.org"]}""");
        World.Calls.Clear();

        await DoAsync("""{"action":"issue","consumer":"reports","upstreams":["b.org"]}""");

        Assert.DoesNotContain("RotateSecret", World.Calls);
    }

    [Theory]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:admin")]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:admin:live")]
    public void A_rotation_is_not_bound_to_the_alias_by_which_issue_was_invoked(string invoked)
    {
        var run = new OperatorRun { Request = new OperatorRequest(), RequestId = "r", FunctionArn = invoked, Remaining = TimeSpan.Zero };

        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:function:admin", run.FunctionArn);
    }

    [Fact]
    public async Task A_secret_of_somebody_else_is_in_the_way_of_issue()
    {
        World.Secrets.Create("egress/prod/reports", "{}", null, new Dictionary<string, string>());

        await RefusedAsync("""{"action":"issue","consumer":"reports","upstreams":["b.org"]}""", "does not bear the tags");
    }
}
