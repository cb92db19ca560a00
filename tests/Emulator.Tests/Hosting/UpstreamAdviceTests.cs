using Egress.Emulator.Gateway;
using Egress.Emulator.Gateway.Upstream;
using Egress.Emulator.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Egress.Emulator.Tests.Hosting;

public sealed class UpstreamAdviceTests : ILogger
{
    private readonly List<string> _told = [];

    [Fact]
    public async Task A_name_that_does_not_resolve_is_told_once_with_the_option_that_helps()
    {
        var advice = new UpstreamAdvice(Failing(UpstreamFailure.NameNotResolved, "httpbin.org does not resolve: no network"), new Dictionary<string, Uri>(), this);

        await FailAsync(advice);
        await FailAsync(advice);

        Assert.Equal(
            ["Warning: The upstream httpbin.org cannot be reached from this machine. httpbin.org does not resolve: no network. Offline, or for an upstream of your own, start again with --connect-to httpbin.org=http://127.0.0.1:PORT"],
            _told);
    }

    [Fact]
    public async Task Where_the_option_is_given_the_address_that_it_names_is_told()
    {
        var advice = new UpstreamAdvice(Failing(UpstreamFailure.NotConnected, "refused"), new Dictionary<string, Uri> { ["httpbin.org"] = new("http://127.0.0.1:8080/x") }, this);

        await FailAsync(advice);

        Assert.EndsWith("Start what --connect-to names, http://127.0.0.1:8080", Assert.Single(_told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_reached_upstream_does_is_no_affair_of_this_machine()
    {
        var advice = new UpstreamAdvice(Failing(UpstreamFailure.CutBeforeHead, "cut"), new Dictionary<string, Uri>(), this);

        await FailAsync(advice);

        Assert.Empty(_told);
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _told.Add($"{logLevel}: {formatter(state, exception)}");

    private static Egress.Emulator.Gateway.SendUpstream Failing(UpstreamFailure failure, string message) => (_, _) => throw new UpstreamException(failure, message);

    private static Task<UpstreamException> FailAsync(UpstreamAdvice advice) =>
        Assert.ThrowsAsync<UpstreamException>(() => advice.SendAsync(Request, TestContext.Current.CancellationToken));

    private static UpstreamRequest Request => new()
    {
        Origin = new UpstreamOrigin("https", "httpbin.org", 443),
        Method = "GET",
        Target = "/",
        Headers = new HeaderLines(),
        Body = ReadOnlyMemory<byte>.Empty,
    };
}
