using System.Text;
using Egress.Emulator.Gateway.Integrate;
using Egress.Emulator.Tests.Gateway.Bench;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Integrate;

public sealed class BodyPathTests
{
    private const string Body = """{"user": {"ids": [7, {"x-y": "é"}], "none": null, "on": true}, "": 1}""";

    [Theory]
    [InlineData("user.ids[0]", "7")]
    [InlineData("user.ids[1].x-y", "é")]
    [InlineData("user.on", "true")]
    [InlineData("user.ids", """[7, {"x-y": "é"}]""")]
    [InlineData("user.none", null)]
    [InlineData("user.ids[2]", null)]
    [InlineData("user.ids.x", null)]
    [InlineData("user[0]", null)]
    [InlineData("User", null)]
    [InlineData("user.ids[99999999999]", null)]
    public void A_value_is_found_by_names_and_indices(string path, string? expected) => Assert.Equal(expected, BodyPath.Read(Encoding.UTF8.GetBytes(Body), path));

    [Theory]
    [InlineData("")]
    [InlineData("user")]
    [InlineData("""{"user": "\ud800"}""")]
    public void What_is_no_JSON_has_no_value(string body) => Assert.Null(BodyPath.Read(Encoding.UTF8.GetBytes(body), "user"));

    [Fact]
    public void No_body_and_no_path_is_a_fault() => Prop.ForAll<NonNull<string>, NonNull<string>>((body, path) =>
    {
        BodyPath.Read(Encoding.UTF8.GetBytes(body.Get), path.Get);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("method.request.body.a.b", "c")]
    [InlineData("method.request.body", """{"a": {"b": "c"}}""")]
    [InlineData("method.request.body.b", null)]
    public async Task A_header_may_be_made_of_the_body(string source, string? expected)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream).WithMapping("integration.request.header.X-Out", source));

        await gateway.PostAsync("/test/x", """{"a": {"b": "c"}}"""u8.ToArray());

        Assert.Equal(expected, upstream.Request.Header("X-Out"));
        Assert.Equal("""{"a": {"b": "c"}}""", upstream.Request.Text);
    }
}
