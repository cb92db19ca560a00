using Egress.Probe.Contract;

namespace Egress.Admin.Tests.Keys;

public sealed class ApiKeyTests
{
    [Fact]
    public void A_key_never_prints_its_value()
    {
        var key = ApiKey.Draw();

        Assert.Equal("[redacted]", key.ToString());
        Assert.Equal("[redacted]", $"{key}");
    }

    [Fact]
    public void Drawn_keys_differ_and_are_valid()
    {
        var keys = Enumerable.Range(0, 100).Select(_ => ApiKey.Draw()).ToArray();

        Assert.Equal(100, keys.Distinct().Count());
        Assert.All(keys, key => Assert.True(key.Value.Length == 48 && ApiKey.IsValid(key.Value)));
    }

    // The digest was computed with sha256sum.
    [Fact]
    public void A_fingerprint_is_the_start_of_the_digest() =>
        Assert.Equal("011fc299", new ApiKey("abcdefghijklmnopqrstuvwxyz0123456789").Fingerprint);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abcdefghijklmnopqrstuvwxyz012")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456-89")]
    [InlineData("äbcdefghijklmnopqrstuvwxyz0123456789")]
    public void Is_no_key(string? value) => Assert.False(ApiKey.IsValid(value));

    [Fact]
    public void The_refusal_of_a_value_does_not_show_it()
    {
        var failure = Assert.Throws<ArgumentException>(() => new ApiKey("sesame-sesame"));

        Assert.DoesNotContain("sesame", failure.Message, StringComparison.Ordinal);
    }
}
