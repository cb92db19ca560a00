using Egress.Admin.Keys;

namespace Egress.Admin.Tests.Keys;

public sealed class KeyNameTests
{
    public static TheoryData<string, string?> NoConsumers => new()
    {
        { "nothing", null },
        { "empty", "" },
        { "upper case", "App" },
        { "a way out of the path", "../x" },
        { "a hyphen first", "-a" },
        { "a hyphen last", "a-" },
        { "two hyphens", "a--b" },
        { "too long", new string('a', 41) },
        { "a line break at the end", "app\n" },
        { "far too long", new string('a', 1025) },
    };

    [Theory]
    [MemberData(nameof(NoConsumers))]
    public void Is_no_consumer(string because, string? name) => Assert.False(KeyName.IsConsumer(name), because);

    [Theory]
    [InlineData("a")]
    [InlineData("acme-eu-2")]
    [InlineData("0123456789012345678901234567890123456789")]
    public void Is_a_consumer(string name) => Assert.True(KeyName.IsConsumer(name));

    [Fact]
    public void A_name_reads_back_as_it_was_written()
    {
        var name = KeyName.Of("prod", "acme-eu", "7c1f");

        Assert.Equal("egress/prod/acme-eu/7c1f", name.ToString());
        Assert.Equal(name, KeyName.Parse(name.ToString()));
    }

    [Fact]
    public void No_consumers_prefix_is_a_prefix_of_another_consumers_key() =>
        Assert.False(KeyName.Of("prod", "acme-eu", "7c1f").ToString().StartsWith(KeyName.PrefixOf("prod", "acme"), StringComparison.Ordinal));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("egress/prod/acme")]
    [InlineData("egress/prod/acme/7c1f/more")]
    [InlineData("egress/prod/ACME/7c1f")]
    [InlineData("other/prod/acme/7c1f")]
    [InlineData("egress/prod/acme/")]
    public void Another_name_is_nobodys(string? name) => Assert.Null(KeyName.Parse(name));
}
