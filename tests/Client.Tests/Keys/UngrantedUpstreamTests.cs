using Egress.Testing.Wire;

namespace Egress.Client.Tests.Keys;

/// <summary>What a refusal by one upstream says of the key, and what it does not.</summary>
public sealed class UngrantedUpstreamTests
{
    [Fact]
    public async Task K10_an_upstream_that_is_not_granted_does_not_delay_anothers_recovery()
    {
        await using var gateway = new FakeGateway();
        var keys = new ScriptedKeys();
        using var source = keys.Source();
        using var client = Given.Client(gateway, source);
        for (var seconds = 0; seconds < 90; seconds++)
        {
            using var granted = await client.GetAsync("https://a.example/", Given.Cancellation);
            gateway.Next(Replies.Rejection(FakeGateway.Mark, 403, "INVALID_API_KEY"));
            await Assert.ThrowsAsync<EgressException>(() => client.GetAsync("https://b.example/", Given.Cancellation));
            keys.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(keys.Fetches, 2, 8);
        keys.Holds(ScriptedKeys.Two);
        gateway.AcceptOnly(Given.OtherKey);

        Assert.Equal("hello", await client.GetStringAsync("https://a.example/", Given.Cancellation));
    }

    [Fact]
    public async Task A_key_that_its_last_upstream_refuses_by_now_is_rejected_everywhere_and_not_ungranted()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        using var accepted = await client.GetAsync("https://a.example/", Given.Cancellation);
        gateway.Always(Replies.Rejection(FakeGateway.Mark, 403, "INVALID_API_KEY"));
        await Assert.ThrowsAsync<EgressException>(() => client.GetAsync("https://a.example/", Given.Cancellation));

        var rejection = await Assert.ThrowsAsync<EgressException>(() => client.GetAsync("https://b.example/", Given.Cancellation));

        Assert.Equal(EgressReason.KeyRejected, rejection.Reason);
    }
}
