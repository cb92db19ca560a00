using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using Egress.Testing;
using Egress.Testing.Wire;

namespace Egress.Client.Tests.Keys;

/// <summary>Through the SDK's client, over the wire.</summary>
public sealed class SecretsManagerKeyTests
{
    [Fact]
    public async Task One_call_reads_value_and_version_of_the_current_stage_by_name()
    {
        await using var secrets = new FakeSecrets(Given.Key);
        using var source = Source(secrets, new ManualTimeProvider());

        var key = await source.Cache.ReadAsync(Given.Cancellation);

        var request = JsonNode.Parse(Assert.Single(secrets.Requests).Text)!;
        Assert.Equal(("app", "AWSCURRENT"), ((string?)request["SecretId"], (string?)request["VersionStage"]));
        Assert.Equal(Given.Key, key.Key.Reveal());
        Assert.Equal("00000000-0000-0000-0000-000000000001", key.VersionId);
    }

    [Fact]
    public async Task Nothing_is_read_before_it_is_needed()
    {
        await using var secrets = new FakeSecrets(Given.Key);

        using var source = Source(secrets, new ManualTimeProvider());

        Assert.Empty(secrets.Requests);
    }

    [Theory]
    [InlineData("AccessDeniedException")]
    [InlineData("ResourceNotFoundException")]
    [InlineData("DecryptionFailure")]
    [InlineData("InvalidRequestException")]
    public async Task K20_C114_a_cold_failure_names_its_cause_and_the_last_good_key_outlives_a_later_one(string error)
    {
        await using var secrets = new FakeSecrets(Given.Key);
        var time = new ManualTimeProvider();
        using var source = Source(secrets, time);
        Assert.True(await source.WarmUpAsync(Given.Cancellation));
        secrets.Fail(error);
        time.Advance(TimeSpan.FromHours(13));

        Assert.Equal(Given.Key, (await source.Cache.ReadAsync(Given.Cancellation)).Key.Reveal());
        using var cold = Source(secrets, time);
        Assert.False(await cold.WarmUpAsync(Given.Cancellation));
        Assert.Equal(EgressReason.KeyUnavailable, (await Assert.ThrowsAsync<EgressException>(async () => await cold.Cache.ReadAsync(Given.Cancellation))).Reason);
    }

    [Theory]
    [InlineData("not JSON", "canary")]
    [InlineData("no object", "\"canary\"")]
    [InlineData("no key", """{"apiKeys":"canary"}""")]
    [InlineData("an empty key", """{"apiKey":""}""")]
    [InlineData("20 characters", """{"apiKey":"canarycanarycanary20"}""")]
    [InlineData("no letters and digits", """{"apiKey":"canary canary canary canary canary canary"}""")]
    [InlineData("a number", """{"apiKey":12345678901234567890123456789012345678}""")]
    [InlineData("a byte order mark", "\uFEFF{\"apiKey\":\"canarycanarycanarycanarycanary30\"}")]
    [InlineData("too deep", """{"apiKey":{"canary":"KeyOne0123456789abcdefghijklmnopqrstuvwxyz"}}""")]
    public async Task K19_a_malformed_document_changes_nothing_and_its_error_quotes_nothing(string because, string document)
    {
        await using var secrets = new FakeSecrets(Given.Key);
        var time = new ManualTimeProvider();
        using var source = Source(secrets, time);
        await source.WarmUpAsync(Given.Cancellation);
        secrets.Hold(document, "version-2");
        time.Advance(TimeSpan.FromHours(13));

        Assert.Equal(Given.Key, (await source.Cache.ReadAsync(Given.Cancellation)).Key.Reveal());
        using var cold = Source(secrets, time);
        var failure = await Assert.ThrowsAsync<EgressException>(async () => await cold.Cache.ReadAsync(Given.Cancellation));
        Assert.Contains("version-2", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.ToString().Contains("canary", StringComparison.Ordinal), because);
    }

    [Theory]
    [InlineData("the members of the rotation", """{"schema":1,"generation":2,"apiKey":"KeyTwo0123456789abcdefghijklmnopqrstuvwxyz","createdAt":"2026-11-21T00:00:00Z"}""")]
    public async Task K19_what_is_only_unusual_is_read(string because, string document)
    {
        await using var secrets = new FakeSecrets(Given.Key);
        secrets.Hold(document, "v");
        using var source = Source(secrets, new ManualTimeProvider());

        Assert.True((await source.Cache.ReadAsync(Given.Cancellation)).Key.Reveal() == Given.OtherKey, because);
    }

    [Fact]
    public async Task K19_a_document_of_64_KB_is_not_read()
    {
        await using var secrets = new FakeSecrets(Given.Key);
        secrets.Hold($$"""{"apiKey":"{{Given.Key}}","x":"{{new string('x', 65_536)}}"}""", "v");
        using var source = Source(secrets, new ManualTimeProvider());

        Assert.False(await source.WarmUpAsync(Given.Cancellation));
    }

    private static EgressKeySource Source(FakeSecrets secrets, TimeProvider time)
    {
        var options = new EgressOptions { GatewayUrl = "https://gateway.example", ApiId = "abc", Mark = "mark-of-the-stack", SecretId = "app" };
        return EgressKeySource.FromSecretsManager(options, secrets.Client, time, new Meter("test"));
    }
}
