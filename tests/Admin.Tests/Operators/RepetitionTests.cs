using System.Text.Json.Nodes;
using Egress.Admin.Tests.Simulation;
using Egress.Emulator.ControlPlane;

namespace Egress.Admin.Tests.Operators;

/// <summary>A request that comes again: by Lambda with the same id after a failure, by the CLI with another one when it was not answered in time.</summary>
public sealed class RepetitionTests : OperatorTests
{
    private const string Replace = """{"action":"revoke","consumer":"app","target":"current","mode":"replace"}""";
    private const string Contain = """{"action":"revoke","consumer":"app","target":"current","mode":"contain"}""";
    private const string Rollback = """{"action":"rollback","consumer":"app"}""";

    [Theory]
    [InlineData(Replace)]
    [InlineData(Contain)]
    public async Task A_revocation_that_is_delivered_twice_revokes_one_key_and_leaves_its_replacement(string request)
    {
        var old = World.CurrentValue;
        await DoAsync(request, "same");
        var replacement = World.CurrentValue;

        var again = await DoAsync(request, "same");

        Assert.Equal("revoked", (string?)again["outcome"]);
        Assert.True(World.CurrentValue == replacement && World.OpensAll(replacement) && !World.Opens(old, "a.com"));
    }

    [Theory]
    [InlineData(Replace)]
    [InlineData(Contain)]
    public async Task A_revocation_that_died_after_the_promotion_is_ended_by_its_repetition(string request)
    {
        var (old, isPromoted) = (World.CurrentValue, false);
        World.Hinder = operation =>
        {
            isPromoted |= World.CurrentValue != old;
            return isPromoted && operation.Name is "TagResource" or "Invoke" ? throw new ControlPlaneException("BadRequestException", 400, "") : Fault.None;
        };
        await Assert.ThrowsAnyAsync<Exception>(() => DoAsync(request, "same"));
        World.Hinder = _ => Fault.None;
        var replacement = World.CurrentValue;
        Assert.NotEqual(old, replacement);

        await DoAsync(request, "same");

        Assert.True(World.CurrentValue == replacement && World.OpensAll(replacement) && !World.Opens(old, "a.com"));
        Assert.Null(World.ValueUnder("AWSPREVIOUS"));
    }

    [Fact]
    public async Task Current_is_not_revoked_while_it_may_be_the_replacement_of_the_same_request_unless_it_is_named()
    {
        await DoAsync(Replace);
        var replacement = World.CurrentValue;

        await RefusedAsync(Replace, "took the place of fp");
        await DoAsync($$"""{"action":"revoke","consumer":"app","target":"{{new Egress.Probe.Contract.ApiKey(replacement).Fingerprint}}","mode":"replace"}""");

        Assert.True(World.CurrentValue != replacement && World.OpensAll(World.CurrentValue) && !World.Opens(replacement, "a.com"));
    }

    [Fact]
    public async Task Current_may_be_revoked_again_later()
    {
        await DoAsync(Replace);
        var replacement = World.CurrentValue;
        World.Time.Advance(TimeSpan.FromMinutes(31));

        await DoAsync(Replace);

        Assert.NotEqual(replacement, World.CurrentValue);
    }

    [Fact]
    public async Task A_rollback_that_comes_again_does_not_go_back_to_the_bad_key()
    {
        await World.RotateAsync(World.Token1);
        var good = World.ValueUnder("AWSPREVIOUS")!;
        await DoAsync(Rollback, "same");

        var again = await DoAsync(Rollback, "same");
        Assert.Equal("current already", (string?)again["outcome"]);
        await RefusedAsync(Rollback, "a repetition would go back to the key that was left");

        Assert.Equal(good, World.CurrentValue);
    }

    [Fact]
    public async Task A_rollback_goes_to_a_version_that_is_named_at_any_time_and_to_the_key_before_after_a_while()
    {
        await World.RotateAsync(World.Token1);
        var (good, bad) = (World.ValueUnder("AWSPREVIOUS")!, World.CurrentValue);
        await DoAsync(Rollback);
        await DoAsync($$"""{"action":"rollback","consumer":"app","version":"{{World.Token1}}"}""");
        Assert.Equal(bad, World.CurrentValue);

        World.Time.Advance(TimeSpan.FromMinutes(31));
        await DoAsync(Rollback);

        Assert.Equal(good, World.CurrentValue);
    }

    [Fact]
    public async Task F40_a_rollback_from_a_version_that_nobody_can_read_is_told_as_done()
    {
        var good = World.CurrentValue;
        World.Put(World.Token1, "not JSON");
        World.Secrets.Update(World.SecretId, secret => Egress.Emulator.ControlPlane.SecretsManager.SecretVersions.Move(secret, "AWSCURRENT", secret.VersionOf("AWSCURRENT")!.Id, World.Token1, World.Time.GetUtcNow()));

        var answer = await DoAsync(Rollback);

        Assert.Equal(("rolled back", good), ((string?)answer["outcome"], World.CurrentValue));
        Assert.Contains("which the next sweep does", (string?)answer["left"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rotate_all_that_is_delivered_twice_is_one_run_and_says_what_is_not_finished()
    {
        var first = await DoAsync("""{"action":"rotate-all"}""", "same");
        World.Time.Advance(TimeSpan.FromMinutes(2));

        var again = await DoAsync("""{"action":"rotate-all"}""", "same");

        Assert.Equal(((string?)first["since"], 1, 0), ((string?)again["since"], (int)first["begun"]!, (int)again["begun"]!));
        Assert.Equal((0, "app"), ((int)again["rotated"]!, (string?)again["unfinished"]!.AsArray().Single()));
        await RefusedAsync("""{"action":"rotate-all"}""", "A rotate-all began at");
    }

    [Fact]
    public async Task Rotate_all_passes_over_consumers_that_are_refused_and_comes_to_the_end()
    {
        for (var index = 0; index < 12; index++)
        {
            var name = $"broken{index}";
            World.Secrets.Create($"egress/prod/{name}", "{}", null, new Dictionary<string, string> { ["egress:stack"] = World.Stack, ["egress:consumer"] = name }); // without a schedule
        }

        var answer = await DoAsync("""{"action":"rotate-all"}""", "same");

        Assert.Equal(("all begun", 1, 0, 12), ((string?)answer["outcome"], (int)answer["begun"]!, (int)answer["remaining"]!, answer["failures"]!.AsArray().Count));
        Assert.NotNull(World.Secrets.Present(World.SecretId).VersionOf("AWSPENDING"));
    }

    [Fact]
    public async Task Rotate_all_stops_when_the_service_refuses_and_begins_elsewhere_the_next_time()
    {
        for (var index = 0; index < 12; index++)
        {
            await DoAsync($$"""{"action":"issue","consumer":"c{{index}}","upstreams":["a.com"]}""");
        }

        World.Hinder = operation => operation.Name == "RotateSecret" ? throw new ControlPlaneException("AccessDeniedException", 400, "") : Fault.None;
        var since = World.Time.GetUtcNow().ToString("O");
        var first = await DoAsync($$"""{"action":"rotate-all","since":"{{since}}"}""");
        var second = await DoAsync($$"""{"action":"rotate-all","since":"{{since}}"}""");

        Assert.Equal(("stopped after 3 failures in a row", 10), ((string?)first["outcome"], (int)first["remaining"]!));
        Assert.NotEqual(Failed(first), Failed(second));
    }

    private static string Failed(JsonObject answer) => string.Join(' ', answer["failures"]!.AsArray().Select(failure => ((string)failure!).Split(':')[0]).Order(StringComparer.Ordinal));
}
