using Egress.Emulator.Gateway.Integrate;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Integrate;

public sealed class IntegrationUriTests
{
    private static readonly Dictionary<string, string> Variables = new() { ["host"] = "up.example", ["slashed"] = "up.example/", ["query"] = "a=b", ["evil"] = "x@evil.example", ["empty"] = "" };

    [Theory]
    [InlineData("the design's own", "https://${stageVariables.host}/{proxy}", "https://up.example:443/a/b")]
    [InlineData("a greedy placeholder as it stands in the path", "https://${stageVariables.host}/{proxy+}", "https://up.example:443/a/b")]
    [InlineData("no path", "https://up.example", "https://up.example:443/")]
    [InlineData("a port and plain http", "http://up.example:8080/x", "http://up.example:8080/x")]
    [InlineData("variables in path and query", "https://${stageVariables.slashed}/${stageVariables.host}?${stageVariables.query}", "https://up.example:443/up.example?a=b")]
    [InlineData("a placeholder in the query", "https://up.example/?q={proxy}", "https://up.example:443/?q=QUERY")]
    [InlineData("an undefined variable", "https://${stageVariables.none}/", null)]
    [InlineData("an empty host", "https://${stageVariables.empty}/", null)]
    [InlineData("a variable that hides another host", "https://${stageVariables.evil}/", null)]
    [InlineData("an unbound placeholder", "https://up.example/{other}", null)]
    [InlineData("port 22", "https://up.example:22/", null)]
    [InlineData("port 444", "https://up.example:444/", null)]
    [InlineData("port 65536", "https://up.example:65536/", null)]
    [InlineData("an IPv6 literal", "https://[::1]/", null)]
    [InlineData("no scheme", "up.example/x", null)]
    [InlineData("nothing", "", null)]
    public void A_uri_is_filled_in_or_is_no_endpoint_address(string because, string template, string? expected)
    {
        var uri = UriTemplate.Of(template, Variables)?.Expand(name => name == "proxy" ? "a/b" : null, name => name == "proxy" ? "QUERY" : null);

        Assert.True((uri is null ? null : $"{uri.Scheme}://{uri.Host}:{uri.Port}{uri.Target(uri.Query)}") == expected, $"{because}: {uri}");
    }

    [Theory]
    [InlineData("https://up.example/", "up.example")]
    [InlineData("https://up.example:8443/", "up.example:8443")]
    [InlineData("http://up.example:443/", "up.example:443")]
    public void The_host_header_has_a_port_where_it_is_not_the_scheme_s(string template, string authority) =>
        Assert.Equal(authority, UriTemplate.Of(template, Variables)!.Expand(_ => null, _ => null)!.Authority);

    [Fact]
    public void No_path_value_leads_to_another_host() => Prop.ForAll<NonNull<string>>(text =>
        UriTemplate.Of("https://up.example/{proxy}", Variables)?.Expand(_ => Emulator.Gateway.Request.PercentEncoding.EncodePath(text.Get), _ => null) is { Host: "up.example", Port: 443 }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_uri_is_an_address_or_none()
    {
        var uris = Gen.Elements(
            "https://", "http://", "HTTP://", "up.example", "${stageVariables.host}", "${stageVariables.evil}", "${stageVariables.", "{proxy}", "{proxy+}", "{", "}", "/", ":", "8443", "99999", "@", "?", "#", " ", "é", "\0", "[::1]", "%", "\\")
            .ListOf().Select(string.Concat);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(uris.ToArbitrary(), IsAddress));

        static bool IsAddress(string template) => UriTemplate.Of(template, Variables)?.Expand(_ => "x@evil.example", _ => "q") is not { } uri
            || (Uri.TryCreate($"{uri.Scheme}://{uri.Authority}/", UriKind.Absolute, out var read) && read.UserInfo.Length == 0 && read.Port == uri.Port && uri.Target("").StartsWith('/'));
    }
}
