using System.Text.Json;
using Egress.Admin.Operators;
using Egress.Admin.Tests.Simulation;

namespace Egress.Admin.Tests.Operators;

public sealed class OperatorRulesTests : IAsyncLifetime
{
    private World _world = null!;

    public async ValueTask InitializeAsync() => _world = await World.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private static readonly string Canary = Egress.Probe.Contract.ApiKey.Draw().Value;

    public static TheoryData<string, string, string> Unsound => new()
    {
        { "an action that is none", """{"action":"destroy"}""", "action is none of list, issue" },
        { "in another case", """{"action":"List"}""", "action is none of" },
        { "no consumer", """{"action":"rotate"}""", "rotate needs the member consumer" },
        { "a member of another action", """{"action":"rotate","consumer":"app","upstream":"a.com"}""", "rotate has no member upstream" },
        { "a path", """{"action":"rotate","consumer":"../x"}""", "consumer is no name" },
        { "upper case", """{"action":"rotate","consumer":"App"}""", "consumer is no name" },
        { "1,025 characters", $$"""{"action":"rotate","consumer":"{{new string('a', 1025)}}"}""", "consumer is no name" },
        { "a line break at the end", "{\"action\":\"rotate\",\"consumer\":\"app\\n\"}", "consumer is no name" },
        { "an upstream with a scheme", """{"action":"grant","consumer":"app","upstream":"https://a.com"}""", "an upstream is no host name" },
        { "an upstream without a dot", """{"action":"grant","consumer":"app","upstream":"localhost"}""", "an upstream is no host name" },
        { "no upstreams", """{"action":"issue","consumer":"b","upstreams":[]}""", "upstreams has 0 hosts; expected 1 to 9" },
        { "a null upstream", """{"action":"issue","consumer":"b","upstreams":[null]}""", "an upstream is no host name" },
        { "an upstream twice", """{"action":"issue","consumer":"b","upstreams":["a.com","a.com"]}""", "upstreams names a host twice" },
        { "a mode that is none", """{"action":"revoke","consumer":"app","target":"current","mode":"now"}""", "mode is neither replace nor contain" },
        { "a key in the place of a target", $$"""{"action":"revoke","consumer":"app","target":"{{Canary}}","mode":"contain"}""", "target is none of current, previous" },
        { "a key in the place of a version", $$"""{"action":"rollback","consumer":"app","version":"{{Canary}}"}""", "version is no version id" },
        { "a key in the place of a position", $$"""{"action":"list","position":"{{Canary}}/"}""", "position is no name" },
        { "a day that is none", """{"action":"usage","from":"2026-02-30"}""", "from or to is no day" },
        { "days in the wrong order", """{"action":"usage","from":"2026-02-02","to":"2026-02-01"}""", "no interval of 1 to 90 days" },
        { "a member that is not known", """{"action":"list","comsumer":"app"}""", "no complete OperatorRequest" },
        { "a member twice", """{"action":"list","action":"sweep"}""", "no complete OperatorRequest" },
        { "a number for a name", """{"action":"rotate","consumer":5}""", "no complete OperatorRequest" },
        { "an action that is null", """{"action":null}""", "action is none of" },
        { "an object for an action", """{"action":{}}""", "no complete OperatorRequest" },
        { "a consumer that does not exist", """{"action":"rotate","consumer":"nobody"}""", "Stack prod has no consumer nobody" },
        { "an upstream that does not exist", """{"action":"grant","consumer":"app","upstream":"c.net"}""", "This gateway has no upstream c.net; it has a.com, b.org" },
        { "to issue the template's consumer", """{"action":"issue","consumer":"app","upstreams":["a.com"]}""", "Consumer app is the template's" },
        { "to issue for an upstream that does not exist", """{"action":"issue","consumer":"b","upstreams":["c.net"]}""", "This gateway has no upstream c.net" },
    };

    [Theory]
    [MemberData(nameof(Unsound))]
    public async Task N18_what_is_not_sound_is_refused_by_name_and_nothing_is_changed(string because, string request, string reason)
    {
        var failure = await Assert.ThrowsAsync<RefusedException>(() => _world.InvokeAsync(request));

        Assert.True(failure.Message.Contains(reason, StringComparison.Ordinal), $"{because}: {failure.Message}");
        Assert.DoesNotContain(Canary, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_world.Calls, World.IsMutating);
    }

    [Fact]
    public async Task N18_six_megabytes_of_nonsense_are_refused_without_a_call()
    {
        var failure = await Assert.ThrowsAsync<RefusedException>(() => _world.InvokeAsync($$"""{"action":"{{new string('x', 6_000_000)}}"}"""));

        Assert.InRange(failure.Message.Length, 1, 500);
        Assert.Empty(_world.Calls);
    }

    [Fact]
    public void Every_example_is_sound()
    {
        var examples = Directory.GetFiles(Egress.Testing.Repository.PathOf("tests", "events"), "admin-*.json");

        Assert.Equal(OperatorRules.Actions.Order(StringComparer.Ordinal), examples.Select(file => Path.GetFileNameWithoutExtension(file)["admin-".Length..]).Order(StringComparer.Ordinal));
        Assert.All(examples, file => Assert.Null(OperatorRules.Fault(JsonSerializer.Deserialize(File.ReadAllText(file), OperatorJson.Default.OperatorRequest)!)));
    }
}
