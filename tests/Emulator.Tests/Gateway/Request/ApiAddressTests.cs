using Egress.Emulator.Gateway.Request;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Request;

public sealed class ApiAddressTests
{
    [Theory]
    [InlineData("nothing names an API", "127.0.0.1", null, null, null)]
    [InlineData("an empty header does not", "127.0.0.1", "", null, null)]
    [InlineData("another Region", "abc.execute-api.eu-west-1.amazonaws.com", "abc", null, null)]
    [InlineData("the API's own name", "abc.execute-api.us-east-1.amazonaws.com", null, "abc", null)]
    [InlineData("in capitals", "ABC.Execute-Api.us-east-1.amazonaws.com", null, "abc", null)]
    [InlineData("the endpoint in the name", "abc-vpce-0123.execute-api.us-east-1.amazonaws.com", null, "abc", "vpce-0123")]
    [InlineData("the endpoint's name and the header", "vpce-0123-9z.execute-api.us-east-1.vpce.amazonaws.com", "abc", "abc", null)]
    [InlineData("the endpoint's name alone", "vpce-0123-9z.execute-api.us-east-1.vpce.amazonaws.com", null, null, null)]
    [InlineData("any other host and the header", "gateway.internal", "abc", "abc", null)]
    [InlineData("the name wins over the header", "abc.execute-api.us-east-1.amazonaws.com", "xyz", "abc", null)]
    public void A_host_or_the_header_names_the_api(string because, string host, string? header, string? apiId, string? endpointId) =>
        Assert.True(ApiAddress.Of(host, header, "us-east-1") == (apiId is null ? null : new ApiAddress(apiId, endpointId)), because);

    [Fact]
    public void No_host_makes_it_fail() => Prop.ForAll<NonNull<string>, string>((host, header) => ApiAddress.Of(host.Get, header, "us-east-1") is null or { ApiId: not null }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_a_host_names_is_what_it_was_made_of() => Prop.ForAll(Gen.Elements("abc", "a1b2c3d4e5", "X9").ToArbitrary(), Gen.Elements<string?>(null, "vpce-0123", "vpce-0a1b2c").ToArbitrary(), (api, endpoint) =>
        ApiAddress.Of($"{api}{(endpoint is null ? "" : "-" + endpoint)}.execute-api.us-east-1.amazonaws.com", "other", "us-east-1") == new ApiAddress(api.ToLowerInvariant(), endpoint)).QuickCheckThrowOnFailure();

    [Fact]
    public void No_soup_of_labels_makes_it_fail()
    {
        var hosts = Gen.Elements("abc", "-vpce-", "vpce-01", ".execute-api.", ".vpce.", "us-east-1", ".amazonaws.com", ".", "-", ":", "\0", "é").ListOf().Select(string.Concat);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(hosts.ToArbitrary(), host => ApiAddress.Of(host, null, "us-east-1") is null or { ApiId: not null }));
    }
}
