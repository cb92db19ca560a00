using System.Text.Json.Nodes;
using Egress.Admin.Tests.Simulation;

namespace Egress.Admin.Tests.Operators;

/// <summary>The action <c>issue</c>: a consumer with a secret of its own.</summary>
public sealed class IssueTests : IAsyncLifetime
{
    private World _world = null!;

    public async ValueTask InitializeAsync() => _world = await World.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Issue_makes_a_consumer_that_can_call_what_it_was_granted_and_nothing_else()
    {
        var answer = await DoAsync("""{"action":"issue","consumer":"reports","upstreams":["b.org"]}""");

        var value = ValueOf("reports");
        Assert.Equal("ready", (string?)answer["outcome"]);
        Assert.True(_world.Opens(value, "b.org") && !_world.Opens(value, "a.com"));
        Assert.DoesNotContain(value, answer.ToJsonString(), StringComparison.Ordinal);
        Assert.True(_world.Secrets.Present("egress/prod/reports").Rotation!.IsEnabled);
    }

    [Theory]
    [InlineData("arn:aws:kms:us-east-1:123456789012:key/a", "arn:aws:kms:us-east-1:123456789012:key/a")]
    [InlineData("", null)]
    public async Task An_issued_secret_is_sealed_with_the_key_that_the_deployment_names(string option, string? expected)
    {
        _world.Options.KmsKeyArn = option;

        await DoAsync("""{"action":"issue","consumer":"reports","upstreams":["b.org"]}""");

        Assert.Equal(expected, _world.Secrets.Present("egress/prod/reports").KmsKeyId);
    }

    [Fact]
    public async Task Issue_again_goes_on_with_what_is_there()
    {
        await DoAsync("""{"action":"issue","consumer":"reports","upstreams":["b.org"]}""");
        var value = ValueOf("reports");

        await DoAsync("""{"action":"issue","consumer":"reports","upstreams":["b.org"]}""");

        Assert.Equal(value, ValueOf("reports"));
        Assert.Single(_world.Apis.Keys, key => key.Name.StartsWith("egress/prod/reports/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_secret_of_somebody_else_is_in_the_way_of_issue()
    {
        _world.Secrets.Create("egress/prod/reports", "{}", null, new Dictionary<string, string>());

        await RefusedAsync("""{"action":"issue","consumer":"reports","upstreams":["b.org"]}""", "does not bear the tags");
    }

    private string ValueOf(string consumer) => (string)JsonNode.Parse(_world.Secrets.Read($"egress/prod/{consumer}", "AWSCURRENT")!)!["apiKey"]!;

    private async Task<JsonObject> DoAsync(string request) => (JsonObject)JsonNode.Parse(await _world.InvokeAsync(request))!;

    private async Task RefusedAsync(string request, string reason)
    {
        _world.Calls.Clear();
        var failure = await Assert.ThrowsAsync<RefusedException>(() => _world.InvokeAsync(request));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_world.Calls, World.IsMutating);
    }
}
