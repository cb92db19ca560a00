using Egress.Emulator.Gateway;
using Egress.Emulator.Gateway.Limits;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Limits;

public sealed class TokenBucketsTests
{
    private static readonly ThrottleLimit OneASecond = new(1, 2);

    [Fact]
    public void Buckets_that_are_full_again_make_room_and_the_others_keep_what_they_have()
    {
        var buckets = new TokenBuckets();
        for (var key = 0; key < 5_000; key++)
        {
            buckets.TryTake(Name($"k{key}"), OneASecond, TimeSpan.FromSeconds(key));
        }

        buckets.TryTake(Name("k4999"), OneASecond, TimeSpan.FromSeconds(4_999));
        Assert.True(buckets.Count <= 1_024, $"{buckets.Count} buckets, and two of them are not full");
        Assert.False(buckets.TryTake(Name("k4999"), OneASecond, TimeSpan.FromSeconds(4_999)));
    }

    [Fact]
    public void A_bucket_that_never_fills_again_is_kept_until_its_key_or_plan_goes()
    {
        var buckets = new TokenBuckets();
        for (var key = 0; key < 2_000; key++)
        {
            buckets.TryTake(Name($"k{key}"), new ThrottleLimit(0, 1), TimeSpan.Zero);
        }

        Assert.False(buckets.TryTake(Name("k0"), new ThrottleLimit(0, 1), TimeSpan.FromDays(1)));
        buckets.Forget(null, "k0");
        Assert.Equal(1_999, buckets.Count);
        buckets.Forget("p", null);
        Assert.Equal(0, buckets.Count);
    }

    [Fact]
    public void The_stage_s_own_bucket_is_nobody_s_and_stays()
    {
        var buckets = new TokenBuckets();
        buckets.TryTake(new BucketName(null, null, "a/s */*"), OneASecond, TimeSpan.Zero);

        buckets.Forget(null, "k");
        buckets.Forget("p", null);

        Assert.Equal(1, buckets.Count);
    }

    private static BucketName Name(string key) => new("p", key, null);
}
