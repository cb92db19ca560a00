using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Egress.Client.Tests;

public sealed class EgressOptionsTests
{
    public static TheoryData<string, Action<EgressOptions>, string> Invalid => new()
    {
        { "C-120: no URL", options => options.GatewayUrl = "", "Egress:GatewayUrl is empty" },
        { "no absolute URL", options => options.GatewayUrl = "gateway", "is 'gateway', not an absolute https URL" },
        { "another scheme", options => options.GatewayUrl = "ftp://gateway.example", "not an absolute https URL" },
        { "plain http over a network", options => options.GatewayUrl = "http://gateway.example", "plain http" },
        { "a name for this machine, which a resolver may give to another", options => options.GatewayUrl = "http://localhost:4511", "plain http" },
        { "a name that only looks like this machine", options => options.GatewayUrl = "http://localhost.example", "plain http" },
        { "C-117: a stage", options => options.GatewayUrl = "https://gateway.example/prod", "has the path or query '/prod'" },
        { "C-117: a stage and a slash", options => options.GatewayUrl = "https://gateway.example/prod/", "has the path or query '/prod/'" },
        { "user information", options => options.GatewayUrl = "https://user:pass@gateway.example", "has user information" },
        { "no API id", options => options.ApiId = "", "Egress:ApiId is empty" },
        { "an API id that would be another header", options => options.ApiId = "abc\r\nx: y", "Expected the REST API's id" },
        { "an API id with a line end", options => options.ApiId = "abc\n", "take the stack's output ApiId" },
        { "no mark", options => options.Mark = "", "Egress:Mark is empty" },
        { "a mark that can be guessed", options => options.Mark = "short", "has 5 characters" },
        { "a mark of two words", options => options.Mark = "two words of it", "or a blank" },
        { "a URL as a private host", options => options.PrivateHosts = "https://ledger.example", "the entry 'https://ledger.example'" },
        { "a private host in capitals, which no request's would equal", options => options.PrivateHosts = "a.example,Ledger.example", "the entry 'Ledger.example'" },
        { "every host as private", options => options.PrivateHosts = ".", "the entry '.'" },
        { "no time", options => options.ConnectTimeout = TimeSpan.Zero, "Egress:ConnectTimeout is 00:00:00" },
        { "too much time", options => options.KeyFetchTimeout = TimeSpan.FromMinutes(2), "Egress:KeyFetchTimeout is 00:02:00" },
        { "a key too old before it is stale", options => options.KeyMaxStale = TimeSpan.FromSeconds(1), "Expected the first to be the shorter" },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void What_is_wrong_is_said_with_what_was_found_and_expected(string because, Action<EgressOptions> spoil, string found)
    {
        var options = Valid();
        spoil(options);

        var failure = Assert.Throws<OptionsValidationException>(() => EgressOptionsRules.ThrowIfInvalid(options));

        Assert.True(failure.Failures.Count() == 1, because);
        Assert.Contains(found, failure.Message, StringComparison.Ordinal);
        Assert.Contains("Expected", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://user:hunter2@gateway.example")]
    [InlineData("//user:hunter2@gateway.example")]
    [InlineData("http://user:hunter2@gateway.example")]
    public void What_may_be_a_password_is_not_repeated(string url)
    {
        var options = Valid();
        options.GatewayUrl = url;

        var failure = Assert.Throws<OptionsValidationException>(() => EgressOptionsRules.ThrowIfInvalid(options));

        Assert.DoesNotContain("hunter2", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_that_is_none_is_said_with_what_was_found_and_expected()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Egress:ConnectTimeout", "3s"), new("Egress:KeyTimeToLive", "00:05:00"), new("Egress:KeyMaxStale", "")]).Build();

        var failure = Assert.Throws<OptionsValidationException>(() => Valid().BindFrom(configuration));

        Assert.Contains("Egress:ConnectTimeout is '3s'. Expected", Assert.Single(failure.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://abcde12345.execute-api.us-east-1.amazonaws.com")]
    [InlineData("https://abcde12345-vpce-0a1b.execute-api.us-east-1.amazonaws.com/")]
    [InlineData("https://vpce-0a1b-xyz.execute-api.us-east-1.vpce.amazonaws.com")]
    [InlineData("http://127.0.0.1:4511")]
    [InlineData("http://[::1]:4511")]
    public void Each_form_of_the_gateways_host_is_valid(string url)
    {
        var options = Valid();
        options.GatewayUrl = url;

        EgressOptionsRules.ThrowIfInvalid(options);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ledger.corp.example, .privatelink.example.com,")]
    public void Private_hosts_are_names_and_domains_or_none(string? hosts)
    {
        var options = Valid();
        options.BindFrom(new ConfigurationBuilder().AddInMemoryCollection([new("Egress:PrivateHosts", hosts)]).Build());

        EgressOptionsRules.ThrowIfInvalid(options);

        Assert.Equal(hosts, options.PrivateHosts);
    }

    [Fact]
    public void C120_a_client_without_valid_options_cannot_be_made() =>
        Assert.Throws<OptionsValidationException>(() => new EgressHandler(new EgressOptions(), EgressKeySource.FromValue(Given.Key)));

    [Fact]
    public void C120_a_client_without_a_secret_or_a_source_cannot_be_made() =>
        Assert.Contains("Egress:SecretId is empty", Assert.Throws<ArgumentException>(() => new EgressHandler(Valid())).Message, StringComparison.Ordinal);

    private static EgressOptions Valid() => new() { GatewayUrl = "https://gateway.example", ApiId = "abcde12345", Mark = "mark-of-the-stack" };
}
