using Egress.Probe.Contract;

namespace Egress.Probe.Tests;

public sealed class RequestRulesTests
{
    private static readonly ProbeRequest Sound = new() { SecretId = "arn", Upstreams = ["api.openai.com"], Attempts = 3, IntervalMs = 100 };

    [Fact]
    public void A_sound_request_has_no_fault() => Assert.Null(RequestRules.Fault(Sound));

    [Fact]
    public void The_negative_control_needs_no_secret() => Assert.Null(RequestRules.Fault(Sound with { SecretId = null, Mode = ProbeMode.Control }));

    [Theory]
    [InlineData(ProbeMode.Accept)]
    [InlineData(ProbeMode.Reject)]
    public void Any_other_mode_needs_one(object mode) => Faulty("secretId is missing", Sound with { SecretId = null, Mode = (ProbeMode)mode });

    [Fact]
    public void No_upstream_is_a_fault() => Faulty("upstreams has 0 hosts; expected 1 to 9", Sound with { Upstreams = [] });

    [Fact]
    public void Ten_upstreams_are_a_fault() => Faulty("upstreams has 10 hosts; expected 1 to 9", Sound with { Upstreams = [.. Enumerable.Range(0, 10).Select(index => $"a{index}.com")] });

    [Fact]
    public void The_same_upstream_twice_is_a_fault() => Faulty("names a host twice", Sound with { Upstreams = ["a.com", "a.com"] });

    [Theory]
    [InlineData("")]
    [InlineData("A.com")]
    [InlineData("a_com")]
    [InlineData("../x")]
    [InlineData("a.com/x")]
    [InlineData("a..com")]
    [InlineData("-a.com")]
    [InlineData("a.com\n")]
    [InlineData("a.com:443")]
    public void What_is_no_host_name_is_a_fault(string host) => Faulty("no host name", Sound with { Upstreams = [host] });

    [Theory]
    [InlineData(0)]
    [InlineData(2001)]
    public void Attempts_have_bounds(int attempts) => Faulty($"attempts is {attempts}; expected 1 to 2000", Sound with { Attempts = attempts });

    [Theory]
    [InlineData(-1)]
    [InlineData(60_001)]
    public void The_interval_has_bounds(int interval) => Faulty($"intervalMs is {interval}; expected 0 to 60000", Sound with { IntervalMs = interval });

    private static void Faulty(string fault, ProbeRequest request) => Assert.Contains(fault, RequestRules.Fault(request), StringComparison.Ordinal);
}
