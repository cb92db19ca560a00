using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Integrate;

/// <summary>Names that a mapping writes: a header of that name and no other reaches the upstream, or nothing does.</summary>
public sealed class MappedNameTests
{
    private static readonly string[] Pieces = ["x", "X-Y", "\r\n", "\n", ":", " ", "\t", "(", "é", "\0", "\u007f", "日", "_", ".", "$", "'", "{proxy}", "Host", ""];

    [Theory]
    [InlineData("a colon, which the template's rules let through", "x:y")]
    [InlineData("a space", "x y")]
    [InlineData("a line of its own", "x\r\nInjected: 1\r\ny")]
    [InlineData("a letter that is not ASCII", "xé")]
    [InlineData("nothing", "")]
    public async Task A_name_that_is_no_token_fails_the_call(string because, string name)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream).WithMapping($"integration.request.header.{name}", "'v'"));

        var answer = await gateway.GetAsync("/test/x");

        Assert.True(answer.StatusCode == 500, because);
        Assert.Equal("""{"message": "Internal server error"}""", answer.Text);
        Assert.Empty(upstream.Requests);
    }

    [Fact]
    public void Whatever_the_name_the_call_is_answered_and_the_header_sent_whole_or_not_at_all() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Gen.Elements(Pieces).ListOf(3).Select(string.Concat).ToArbitrary(), name => IsSentWholeOrNotAtAllAsync(name)));

    [Fact]
    public void Any_text_is_a_name_or_is_none() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
        FieldText.IsName(text) == (text is { Length: > 0 } && text.All(letter => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-.^_`|~".Contains(letter, StringComparison.Ordinal)))));

    private static async Task IsSentWholeOrNotAtAllAsync(string name)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream).WithMapping($"integration.request.header.{name}", "'mapped'"));

        var answer = await gateway.GetAsync("/test/x");

        Assert.Equal(FieldText.IsName(name) ? 200 : 500, answer.StatusCode);
        Assert.Equal(FieldText.IsName(name) ? 1 : 0, upstream.Requests.Count);
        Assert.All(upstream.Requests, request => Assert.Equal([name], request.Headers.Where(line => line.Value == "mapped").Select(line => line.Name)));
    }
}
