using Egress.Emulator.Gateway.Request;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Request;

public sealed class RequestTargetTests
{
    [Theory]
    [InlineData("nothing", "/", "", "/", "/", "")]
    [InlineData("the stage alone", "/stage", "stage", "/", "/stage", "")]
    [InlineData("the stage and a slash", "/stage/", "stage", "/", "/stage/", "")]
    [InlineData("a path", "/stage/a/b", "stage", "/a/b", "/stage/a/b", "")]
    [InlineData("a slash at the end", "/stage/a/", "stage", "/a/", "/stage/a/", "")]
    [InlineData("slashes before the stage", "//stage/a", "stage", "/a", "/stage/a", "")]
    [InlineData("slashes after it", "/stage//a//b", "stage", "//a//b", "/stage//a//b", "")]
    [InlineData("escapes stay", "/st%61ge/%2F", "st%61ge", "/%2F", "/st%61ge/%2F", "")]
    [InlineData("a query with a question mark", "/stage/a?b=?&c", "stage", "/a", "/stage/a", "b=?&c")]
    [InlineData("the absolute form", "http://h:1/stage/a?b", "stage", "/a", "/stage/a", "b")]
    [InlineData("the absolute form without a path", "http://h?b", "", "/", "/", "b")]
    [InlineData("a scheme in the query is none", "/stage?u=http://x/y", "stage", "/", "/stage", "u=http://x/y")]
    [InlineData("the asterisk form", "*", "*", "/", "/*", "")]
    public void A_target_is_taken_apart(string because, string raw, string stage, string resourcePath, string path, string query) =>
        Assert.True(RequestTarget.Parse(raw) == new RequestTarget(stage, resourcePath, path, query), $"{because}: {RequestTarget.Parse(raw)}");

    [Fact]
    public void Every_text_is_some_target() => Prop.ForAll<NonNull<string>>(raw =>
    {
        var target = RequestTarget.Parse(raw.Get);
        return target.ResourcePath.StartsWith('/') && !target.StageName.Contains('/', StringComparison.Ordinal) && target.Path.StartsWith("/" + target.StageName, StringComparison.Ordinal);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Stage_resource_and_query_put_together_are_the_target_again() => Prop.ForAll<NonNull<string>>(raw =>
    {
        var target = RequestTarget.Parse("/" + raw.Get);
        var again = RequestTarget.Parse(target.Path + (target.Query.Length > 0 ? "?" + target.Query : ""));
        return again == target && target.Path.TrimEnd('/') == ("/" + target.StageName + target.ResourcePath).TrimEnd('/');
    }).QuickCheckThrowOnFailure();
}
