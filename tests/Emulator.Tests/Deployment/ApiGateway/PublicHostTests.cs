using Egress.Emulator.Deployment;
using Egress.Emulator.Deployment.ApiGateway;
using Egress.Emulator.Template;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Egress.Emulator.Tests.Deployment.ApiGateway;

public sealed class PublicHostTests
{
    public static readonly TheoryData<string, string> Refused = new()
    {
        { "E-25: private addresses", "10.1.2.3" },
        { "E-25: private addresses", "172.16.0.1" },
        { "E-25: private addresses", "192.168.0.1" },
        { "E-25: this machine", "127.0.0.1" },
        { "E-25: the metadata service", "169.254.169.254" },
        { "E-25: IPv6", "[::1]" },
        { "E-25: IPv6 without brackets", "fe80::1" },
        { "E-26: addresses of carriers", "100.64.0.1" },
        { "E-32: even public addresses, which nobody reviews by eye", "93.184.216.34" },
        { "an address in another notation", "2130706433" },
        { "an address with fewer parts", "127.1" },
        { "an address in hexadecimal", "0x7f.0x1" },
        { "E-30: this machine by name", "localhost" },
        { "E-30: names below it", "a.localhost" },
        { "E-30: a name of documents", "localhost.example" },
        { "E-30: the metadata service by name", "metadata.google.internal" },
        { "names of the local network", "printer.local" },
        { "E-32: a port", "api.openai.com:8443" },
        { "E-32: a path", "api.openai.com/x" },
        { "E-32: somebody in front", "user@api.openai.com" },
        { "E-32: a question", "api.openai.com?" },
        { "E-32: a fragment", "api.openai.com#" },
        { "E-32: a space", "api.openai.com " },
        { "E-32: a dot in front", ".openai.com" },
        { "E-32: a dot behind", "api.openai.com." },
        { "an empty label", "api..com" },
        { "E-35: patterns", "*" },
        { "E-35: patterns", "*.openai.com" },
        { "E-35: patterns", "a.*.com" },
        { "upper case is not canonical", "API.openai.com" },
        { "letters beyond ASCII are written in punycode", "bücher.de" },
        { "a name may not have an underscore, or stages would collide", "a_b.com" },
        { "a hyphen in front", "-a.com" },
        { "a label of 64 letters", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.com" },
        { "one label", "com" },
        { "nothing", "" },
        { "a line", "api.openai.com\n" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_no_public_host_has_a_fault(string because, string host)
    {
        Assert.True(PublicHost.Fault(host) is not null, because);
    }

    [Theory]
    [InlineData("api.openai.com")]
    [InlineData("httpbin.org")]
    [InlineData("xn--bcher-kva.de")]
    [InlineData("a-b.c-d.io")]
    [InlineData("3m.com")]
    [InlineData("1.2.3.com")]
    [InlineData("internal.example.com")]
    public void What_is_a_public_host_has_none(string host)
    {
        Assert.Null(PublicHost.Fault(host));
    }

    [Fact]
    public void Whatever_has_no_fault_is_the_host_of_its_URL_and_nothing_else()
    {
        var pieces = Gen.Elements("a", "b1", ".", "-", "@", "/", ":", "#", "?", "com", "0", "_", "é", "%2e", "\\", " ", "[", "]");
        var hosts = Gen.ListOf(pieces).Select(string.Concat);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(hosts.ToArbitrary(), IsTheWholeHost));
    }

    [Fact]
    public void Any_uri_is_read_or_refused()
    {
        var pieces = Gen.Elements(
            "https://", "http://", "${stageVariables.host}", "${stageVariables.", "{proxy}", "{", "}", "/", ":", "8443", "a.com", "@", "?", "#", " ", "é", "\0", "[::1]");
        var uris = Gen.ListOf(pieces).Select(string.Concat);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(uris.ToArbitrary(), IsReadOrRefused));
    }

    private static bool IsTheWholeHost(string host)
    {
        if (PublicHost.Fault(host) is not null)
        {
            return true;
        }

        var uri = new Uri($"https://{host}/p");
        return uri.Host == host && uri.PathAndQuery == "/p" && uri.UserInfo.Length == 0 && uri.IsDefaultPort && uri.HostNameType == UriHostNameType.Dns;
    }

    private static bool IsReadOrRefused(string uri)
    {
        var integration = new PropertyMap(new MapNode(default, [new MapEntry("uri", default, new ScalarNode(default, uri))]), "it");
        try
        {
            return EndpointUri.Check(integration, "uri").Text == uri;
        }
        catch (TemplateException)
        {
            return true;
        }
    }
}
