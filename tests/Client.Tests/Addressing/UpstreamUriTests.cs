using Egress.Client.Addressing;

namespace Egress.Client.Tests.Addressing;

public sealed class UpstreamUriTests
{
    private static readonly UriCreationOptions Raw = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public static TheoryData<string, string, string> Refused => new()
    {
        { "C-1: user information hides the real host", "https://allowed.example@evil.example/x", "user information" },
        { "C-6: a dot segment that only the gateway would decode", "https://h.example/a/%2e%2e%2fb", "escape '%2f'" },
        { "C-9: an encoded slash would arrive as a slash", "https://gitlab.com/api/v4/projects/group%2Fproj", "escape '%2F'" },
        { "C-9: an encoded backslash is a slash to some", "https://h.example/a%5Cb", "escape '%5C'" },
        { "C-10: a null character", "https://h.example/a%00b", "escape '%00'" },
        { "C-10: a line break", "https://h.example/a%0d%0ab", "escape '%0d'" },
        { "C-10: a line break in the query", "https://h.example/a?b=%0d%0ac", "escape '%0d'" },
        { "C-6: an overlong dot", "https://h.example/%C0%AE%C0%AE/x", "begins no UTF-8 character" },
        { "C-9: an overlong slash", "https://h.example/a%C0%AFb", "begins no UTF-8 character" },
        { "C-10: half a character", "https://h.example/%E2%82", "begins no UTF-8 character" },
        { "C-10: a surrogate", "https://h.example/%ED%A0%80", "begins no UTF-8 character" },
        { "C-10: Latin-1 in the query", "https://h.example/?q=%FF", "begins no UTF-8 character" },
        { "C-10: a control character of two bytes", "https://h.example/a%C2%85b", "escape '%C2%85'" },
        { "C-10: a delete", "https://h.example/?q=%7F", "escape '%7F'" },
        { "C-10: a percent sign alone", "https://h.example/100%", "begins no escape" },
        { "C-10: a percent sign before no digits", "https://h.example/a%zz", "begins no escape" },
        { "C-10: a percent sign alone in the query", "https://h.example/a?b=%", "begins no escape" },
        { "C-11: the gateway drops an empty first segment", "https://h.example//a", "empty segment" },
        { "C-17: the gateway splits at a semicolon", "https://h.example/?a=1;b=2", "has a ';'" },
        { "C-19: a label that begins with a hyphen", "https://-a.example/", "host is '-a.example'" },
        { "C-19: a label that ends with a hyphen", "https://a-.example/", "host is 'a-.example'" },
        { "C-19: an underscore would be taken for a dot", "https://api_openai.com/", "host is 'api_openai.com'" },
        { "C-19: no upstream is called so, and the stage 'closed' exists", "https://closed/", "host is 'closed'" },
        { "C-19: too long for a stage's name", $"https://{new string('a', 60)}.{new string('b', 60)}.example.com/", "133 characters" },
        { "C-21: port 0", "https://h.example:0/", "port is 0" },
        { "C-21: port 007 is 7", "https://h.example:007/", "port is 7" },
        { "C-21: port 22", "https://h.example:22/", "port is 22" },
        { "C-21: port 444", "https://h.example:444/", "port is 444" },
        { "C-22: plain http", "http://h.example/", "scheme is 'http'" },
        { "C-22: a file", "file:///etc/passwd", "scheme is 'file'" },
        { "C-22: a web socket", "wss://h.example/", "scheme is 'wss'" },
        { "C-22: gopher", "gopher://h.example/", "scheme is 'gopher'" },
        { "C-23: an IPv4 address", "https://169.254.169.254/latest", "host is '169.254.169.254'" },
        { "C-23: an IPv4 address in disguise", "https://0x7f.1/", "host is '127.0.0.1'" },
        { "C-23: what some resolvers take for an IPv4 address", "https://999.1.1.1/", "host is '999.1.1.1'" },
        { "C-23: what a browser takes for an IPv4 address", "https://example.0x7f/", "host is 'example.0x7f'" },
        { "C-23: an IPv6 address", "https://[::1]/", "host is '::1'" },
        { "C-23: an IPv6 address with a zone", "https://[fe80::1%25eth0]/", "host is" },
        { "C-23: an IPv4 address in an IPv6 one", "https://[::ffff:10.0.0.1]/", "host is" },
        { "the gateway's own probe", "https://h.example/-/probe", "gateway's own" },
        { "the gateway's own probe, as it reads a trailing slash", "https://h.example/-/probe/", "gateway's own" },
        { "the gateway's own carrying route", "https://h.example/-/carry/x", "'/-/carry' is the gateway's own" },
        { "the gateway's own private way", "https://h.example/-/private/x", "'/-/private' is the gateway's own" },
        { "the gateway's own private way to the root", "https://h.example/-/private", "'/-/private' is the gateway's own" },
        { "the gateway's own private carrying route", "https://h.example/-/private-carry/x", "'/-/private-carry' is the gateway's own" },
    };

    public static TheoryData<char> BareInPaths => [.. "!$&'()*+,;=:@"];

    public static TheoryData<string, string, string> Sent => new()
    {
        { "C-2: the fragment is nobody's host", "https://evil.example#@allowed.example/", "/evil_example/" },
        { "C-5: dot segments are resolved before the stage is put in front", "https://h.example/../other_example/secret", "/h_example/other_example/secret" },
        { "C-6: encoded dots are dots", "https://h.example/a/%2e%2E/.%2e/b", "/h_example/b" },
        { "C-10: an escaped blank is legal", "https://h.example/a%20b", "/h_example/a%20b" },
        { "C-10: characters of two, three and four bytes are legal", "https://h.example/À/中/😀?q=€&p=“x”", "/h_example/%C3%80/%E4%B8%AD/%F0%9F%98%80?q=%E2%82%AC&p=%E2%80%9Cx%E2%80%9D" },
        { "C-10: an escaped percent sign stays escaped", "https://h.example/a%252Fb?q=100%25", "/h_example/a%252Fb?q=100%25" },
        { "C-10: escapes of other delimiters stay", "https://h.example/a%3Fb%23c%5Bd", "/h_example/a%3Fb%23c%5Bd" },
        { "C-11: an empty segment inside stays", "https://h.example/a//b", "/h_example/a//b" },
        { "C-12: a trailing slash stays", "https://h.example/v1/x/", "/h_example/v1/x/" },
        { "C-12: none is added", "https://h.example/v1/x", "/h_example/v1/x" },
        { "C-13: the root", "https://h.example", "/h_example/" },
        { "C-13: the root with a query", "https://h.example?x=1", "/h_example/?x=1" },
        { "C-14: reserved only at a custom domain's top", "https://h.example/ping", "/h_example/ping" },
        { "C-17: what the gateway does not take bare is escaped", "https://h.example/?a|b={x}", "/h_example/?a%7Cb=%7Bx%7D" },
        { "C-17, C-115: all else is kept byte for byte", "https://h.example/?a+b=%2B&a=1&A=2&=&a=%2f&q", "/h_example/?a+b=%2B&a=1&A=2&=&a=%2f&q" },
        { "C-19: case and trailing dot make no difference", "https://ALLOWED.example./", "/allowed_example/" },
        { "C-19: an international name is its punycode", "https://BÜCHER.example/é", "/xn--bcher-kva_example/%C3%A9" },
        { "a port that is the scheme's own", "https://h.example:443/x", "/h_example/x" },
        { "only whole segments are the gateway's own", "https://h.example/-/privately", "/h_example/-/privately" },
        { "a hyphen stays a hyphen", "https://my-api.h.example/x", "/my-api_h_example/x" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_the_gateway_cannot_represent_is_refused_with_the_reason(string because, string uri, string found)
    {
        var refusal = Assert.Throws<EgressException>(() => UpstreamUri.Read(new Uri(uri)));

        Assert.True(refusal.Reason is EgressReason.NotRepresentable, because);
        Assert.Contains(found, refusal.Message, StringComparison.Ordinal);
        Assert.False(refusal.CanRetryHelp);
    }

    [Theory]
    [MemberData(nameof(BareInPaths))]
    public void C10_what_the_gateway_writes_bare_in_a_path_may_not_be_escaped_there(char bare)
    {
        var escape = $"%{(int)bare:X2}";

        var refusal = Assert.Throws<EgressException>(() => UpstreamUri.Read(new Uri($"https://h.example/a{escape}b")));

        Assert.Equal(EgressReason.NotRepresentable, refusal.Reason);
        Assert.Contains($"escape '{escape}'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"write '{bare}'", refusal.Message, StringComparison.Ordinal);
        Assert.Equal($"/a{bare}b", UpstreamUri.Read(new Uri($"https://h.example/a{bare}b")).Path);
        Assert.Equal($"?a={escape}", UpstreamUri.Read(new Uri($"https://h.example/?a={escape}")).Query);
    }

    [Theory]
    [MemberData(nameof(Sent))]
    public void A_uri_has_one_interpretation(string because, string uri, string target)
    {
        var address = new GatewayAddress(new EgressOptions { GatewayUrl = "https://gateway.example/", ApiId = "abc" });

        var sent = address.Of(UpstreamUri.Read(new Uri(uri)), isCarried: false);

        Assert.True(sent.PathAndQuery == target, $"{because}: {sent.PathAndQuery}");
        Assert.Equal($"https://gateway.example{target}", sent.OriginalString);
    }

    [Fact]
    public void C119_a_request_that_is_addressed_to_the_gateway_already_is_not_addressed_again()
    {
        var address = new GatewayAddress(new EgressOptions { GatewayUrl = "https://abc.execute-api.us-east-1.amazonaws.com", ApiId = "abc" });

        var refusal = Assert.Throws<EgressException>(() => address.Of(UpstreamUri.Read(new Uri("https://ABC.execute-api.us-east-1.amazonaws.com/api_openai_com/v1")), isCarried: false));

        Assert.Equal(EgressReason.NotRepresentable, refusal.Reason);
        Assert.Contains("add Egress once", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_address_that_is_kept_is_given_for_the_same_url_and_route_alone()
    {
        var address = new GatewayAddress(new EgressOptions { GatewayUrl = "https://gateway.example", ApiId = "abc" });
        Uri Of(string url, bool isCarried = false) => address.Of(UpstreamUri.Read(new Uri(url)), isCarried);

        var first = Of("https://h.example/a?b=1");

        Assert.Same(first, Of("https://H.example/a?b=1"));
        Assert.Equal("https://gateway.example/h_example/-/carry/a?b=1", Of("https://h.example/a?b=1", isCarried: true).OriginalString);
        Assert.Equal("https://gateway.example/h_example/a?b=1", Of("https://h.example/a?b=1").OriginalString);
        Assert.Equal("https://gateway.example/h_example/a?b=2", Of("https://h.example/a?b=2").OriginalString);
        Assert.Equal("https://gateway.example/i_example/a?b=2", Of("https://i.example/a?b=2").OriginalString);
    }

    [Theory]
    [InlineData("a host that is named", "https://ledger.corp.example/a/?b=1", false, "/ledger_corp_example/-/private/a/?b=1")]
    [InlineData("a host below a domain that is named", "https://a.b.internal.example/a", false, "/a_b_internal_example/-/private/a")]
    [InlineData("its root", "https://ledger.corp.example/?b=1", false, "/ledger_corp_example/-/private?b=1")]
    [InlineData("with credentials of its own", "https://ledger.corp.example/a", true, "/ledger_corp_example/-/private-carry/a")]
    [InlineData("in any case", "https://LEDGER.corp.example./a", false, "/ledger_corp_example/-/private/a")]
    [InlineData("the domain itself is not below it", "https://internal.example/a", false, "/internal_example/a")]
    [InlineData("nor is a host that only ends alike", "https://evilinternal.example/a", false, "/evilinternal_example/a")]
    [InlineData("nor is a host below one that is named", "https://x.ledger.corp.example/a", false, "/x_ledger_corp_example/a")]
    public void A_private_host_is_asked_for_by_the_private_way_and_no_other_is(string because, string url, bool isCarried, string expected)
    {
        var address = new GatewayAddress(new EgressOptions { GatewayUrl = "https://gateway.example", ApiId = "abc", PrivateHosts = "ledger.corp.example, .internal.example" });

        var found = address.Of(UpstreamUri.Read(new Uri(url)), isCarried).OriginalString;

        Assert.True(found == "https://gateway.example" + expected, $"{because}: {found}");
    }

    [Theory]
    [InlineData("https://h.example/a/../b")]
    [InlineData("https://h.example/a/%2e%2e/b")]
    [InlineData("https://h.example/-/%63arry/x")]
    [InlineData("https://h.example/%2D/carry/x")]
    [InlineData("https://h.example/a b")]
    [InlineData("https://h.example/a\r\nHost: evil")]
    [InlineData("https://h.example/a?b c")]
    [InlineData("https://h.example/a?b=é")]
    public void A_uri_that_was_told_not_to_be_canonical_is_refused_unless_it_is(string uri) =>
        Assert.Equal(EgressReason.NotRepresentable, Assert.Throws<EgressException>(() => UpstreamUri.Read(new Uri(uri, Raw))).Reason);

    [Fact]
    public void No_uri_and_a_relative_one_are_refused()
    {
        Assert.Equal(EgressReason.NotRepresentable, Assert.Throws<EgressException>(() => UpstreamUri.Read(null)).Reason);
        Assert.Equal(EgressReason.NotRepresentable, Assert.Throws<EgressException>(() => UpstreamUri.Read(new Uri("//evil.example/x", UriKind.Relative))).Reason);
    }

    [Fact]
    public void A_refusal_never_repeats_what_may_be_secret()
    {
        var refusal = Assert.Throws<EgressException>(() => UpstreamUri.Read(new Uri("https://user:hunter2@h.example/path?token=hunter2;x")));

        Assert.DoesNotContain("hunter2", refusal.ToString(), StringComparison.Ordinal);
    }
}
