using Egress.Probe.Contract;
using Microsoft.AspNetCore.Http;

namespace Egress.Probe.Tests;

public sealed class ProberTests : IAsyncLifetime
{
    private readonly ApiKey _key = ApiKey.Draw();
    private GatewayFake _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await GatewayFake.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Each_upstream_is_asked_at_its_own_stage_by_the_api_id()
    {
        _gateway.Grant("api_openai_com", _key);

        var report = await RunAsync(new ProbeRequest { Upstreams = ["api.openai.com", "slack.com"], Attempts = 3 });

        Assert.Equal([("api.openai.com", 3, 0), ("slack.com", 0, 3)], report.Upstreams.Select(each => (each.Upstream, each.Passes, each.Refusals)));
        Assert.Equal(["GET /api_openai_com/-/probe api1", "GET /slack_com/-/probe api1"], _gateway.Requests.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_request_has_a_connection_of_its_own()
    {
        _gateway.Grant("a_com", _key);

        await RunAsync(new ProbeRequest { Upstreams = ["a.com"], Attempts = 5 });

        Assert.Equal(5, _gateway.Connections.Distinct().Count());
    }

    [Fact]
    public async Task The_addresses_of_the_name_are_told()
    {
        var report = await RunAsync(new ProbeRequest { Upstreams = ["a.com"] });

        Assert.Equal(["127.0.0.1"], report.Addresses);
    }

    [Fact]
    public async Task A_fault_ends_the_round_and_is_told()
    {
        _gateway.Script("a_com", GatewayFake.Pass, response => GatewayFake.Reject(response, 403, "ACCESS_DENIED"));

        var report = await RunAsync(new ProbeRequest { Upstreams = ["a.com"], Attempts = 50 });

        Assert.Equal(("blocked: ACCESS_DENIED", 1), (report.Upstreams[0].Fault, report.Upstreams[0].Passes));
        Assert.Equal(2, _gateway.Requests.Count);
    }

    [Fact]
    public async Task An_upstream_that_answers_instead_of_the_gateway_is_a_wrong_route()
    {
        _gateway.Script("a_com", response => response.StatusCode = StatusCodes.Status200OK);

        var report = await RunAsync(new ProbeRequest { Upstreams = ["a.com"] });

        Assert.StartsWith("wrong route: 200", report.Upstreams[0].Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_connection_is_neutral()
    {
        _gateway.Grant("a_com", _key);
        _gateway.Script("a_com", response => response.HttpContext.Abort());

        var report = await RunAsync(new ProbeRequest { Upstreams = ["a.com"], Attempts = 3 });

        Assert.Equal((1, 2, 2), (report.Upstreams[0].Neutral, report.Upstreams[0].Passes, report.Upstreams[0].Run));
    }

    [Fact]
    public async Task A_random_key_is_refused_everywhere()
    {
        _gateway.Grant("a_com", _key);

        var report = await new Prober(_gateway.Options, TimeProvider.System).RunAsync(
            new ProbeRequest { Upstreams = ["a.com"], Mode = ProbeMode.Control, Attempts = 2 }, ApiKey.Draw(), null, CancellationToken.None);

        Assert.Equal((0, 2, 2), (report.Upstreams[0].Passes, report.Upstreams[0].Refusals, report.Upstreams[0].Run));
    }

    [Fact]
    public async Task At_the_deadline_what_was_learnt_is_told()
    {
        _gateway.Grant("a_com", _key);
        using var deadline = new CancellationTokenSource();
        _gateway.Script("a_com", GatewayFake.Pass, response =>
        {
            GatewayFake.Pass(response);
            deadline.CancelAfter(0);
        });

        var report = await RunUntilAsync(new ProbeRequest { Upstreams = ["a.com"], Attempts = 2000, IntervalMs = 50 }, deadline.Token);

        Assert.InRange(report.Upstreams[0].Passes, 1, 100);
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_yet_is_neutral_and_told_with_a_remedy()
    {
        var prober = new Prober(new ProbeOptions { GatewayUrl = "https://nowhere.invalid", ApiId = "x", Mark = "m" }, TimeProvider.System);

        var report = await prober.RunAsync(new ProbeRequest { Upstreams = ["a.com"], Attempts = 3 }, _key, "v1", CancellationToken.None);

        Assert.Equal(("v1", 0, 0, 3), (report.VersionId, report.Upstreams[0].Passes, report.Upstreams[0].Refusals, report.Upstreams[0].Neutral));
        Assert.Contains("nowhere.invalid cannot be resolved", report.Trouble, StringComparison.Ordinal);
    }

    private Task<ProbeReport> RunAsync(ProbeRequest request) => RunUntilAsync(request, TestContext.Current.CancellationToken);

    private Task<ProbeReport> RunUntilAsync(ProbeRequest request, CancellationToken deadline) =>
        new Prober(_gateway.Options, TimeProvider.System).RunAsync(request, _key, "v1", deadline);
}
