using Egress.Emulator.Gateway;
using Egress.Emulator.Gateway.Request;
using Egress.Emulator.Tests.Gateway.Bench;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Request;

public sealed class RouteTableTests
{
    private static readonly ApiResource[] Resources =
    [
        Resource("/{proxy+}", "ANY"), Resource("/-/carry/{proxy+}", "ANY"), Resource("/-/probe", "GET"), Resource("/pets/{id}", "GET", "HEAD"), Resource("/pets/{id}/{rest+}", "POST"), Resource("/pets/mine", "PUT"),
    ];

    [Theory]
    [InlineData("a method that is not one of ANY's", "TRACE", "/a", null, null)]
    [InlineData("ANY is a name for methods and none itself", "ANY", "/a", null, null)]
    [InlineData("the root is not greedy", "GET", "/", null, null)]
    [InlineData("nor are slashes alone", "GET", "//", null, null)]
    [InlineData("a path", "GET", "/a/b", "/{proxy+}", "proxy=a/b")]
    [InlineData("the slash at the end is lost", "GET", "/a/", "/{proxy+}", "proxy=a")]
    [InlineData("so are those at the beginning", "GET", "//a", "/{proxy+}", "proxy=a")]
    [InlineData("inner slashes stay", "GET", "/a//b", "/{proxy+}", "proxy=a//b")]
    [InlineData("escapes stay", "GET", "/a%2Fb", "/{proxy+}", "proxy=a%2Fb")]
    [InlineData("static beats greedy", "GET", "/-/probe", "/-/probe", "")]
    [InlineData("a static one without the method falls through", "POST", "/-/probe", "/{proxy+}", "proxy=-/probe")]
    [InlineData("the longer static beginning wins", "GET", "/-/carry/x", "/-/carry/{proxy+}", "proxy=x")]
    [InlineData("a greedy parameter needs a segment", "GET", "/-/carry/", "/{proxy+}", "proxy=-/carry")]
    [InlineData("a parameter is one segment", "GET", "/pets/1", "/pets/{id}", "id=1")]
    [InlineData("a parameter before a greedy one", "POST", "/pets/1/a/b", "/pets/{id}/{rest+}", "id=1 rest=a/b")]
    [InlineData("static beats parameter", "PUT", "/pets/mine", "/pets/mine", "")]
    [InlineData("a parameter takes over where the static one lacks the method", "GET", "/pets/mine", "/pets/{id}", "id=mine")]
    public void A_path_finds_its_resource(string because, string method, string path, string? resource, string? values)
    {
        var route = RouteTable.Match(Resources, method, path);

        Assert.True(route?.Resource.Path == resource, $"{because}: {route?.Resource.Path}");
        Assert.Equal(values, route is null ? null : string.Join(' ', route.PathValues.Select(value => $"{value.Key}={value.Value}")));
    }

    [Fact]
    public void Every_path_but_the_root_finds_the_greedy_resource() => Prop.ForAll<NonNull<string>>(path =>
        RouteTable.Match(Resources[..1], "GET", "/" + path.Get) is not null == path.Get.Trim('/').Length > 0).QuickCheckThrowOnFailure();

    private static ApiResource Resource(string path, params string[] verbs) => new(path, path, verbs.ToDictionary(verb => verb, _ => BenchSetup.Mock()));
}
