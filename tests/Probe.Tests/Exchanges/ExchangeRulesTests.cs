using System.Text;
using Egress.Probe.Contract;

namespace Egress.Probe.Tests.Exchanges;

public sealed class ExchangeRulesTests
{
    private static readonly ProbeRequest Sound = new() { SecretId = "arn", Mode = ProbeMode.Exchange, Exchanges = [Of("GET / HTTP/1.1\r\n\r\n")] };

    [Fact]
    public void A_sound_request_has_no_fault() => Assert.Null(RequestRules.Fault(Sound));

    [Fact]
    public void It_needs_a_secret() => Faulty("secretId is missing", Sound with { SecretId = null });

    [Fact]
    public void Upstreams_belong_to_the_other_modes() => Faulty("upstreams is given", Sound with { Upstreams = ["a.com"] });

    [Fact]
    public void Exchanges_belong_to_no_other_mode() => Faulty("exchanges is given; expected it in mode exchange only", Sound with { Mode = ProbeMode.Accept, Upstreams = ["a.com"] });

    [Fact]
    public void No_exchange_is_a_fault() => Faulty("exchanges has 0 entries; expected 1 to 50", Sound with { Exchanges = [] });

    [Fact]
    public void Fifty_one_exchanges_are_a_fault() => Faulty("exchanges has 51 entries; expected 1 to 50", Sound with { Exchanges = [.. Enumerable.Repeat(Sound.Exchanges[0], 51)] });

    [Theory]
    [InlineData("")]
    [InlineData("%")]
    public void What_is_no_base64_is_a_fault(string request) => Faulty("request is not base64 of 1 to 65536 bytes", Sound with { Exchanges = [new Exchange { Request = request }] });

    [Fact]
    public void Bytes_have_a_bound() => Faulty("request is not base64 of 1 to 65536 bytes", Sound with { Exchanges = [Of(new string('a', 65_537))] });

    [Theory]
    [InlineData(99)]
    [InlineData(30_001)]
    public void The_timeout_has_bounds(int timeout) => Faulty($"timeoutMs is {timeout}; expected 100 to 30000", Sound with { Exchanges = [Sound.Exchanges[0] with { TimeoutMs = timeout }] });

    [Theory]
    [InlineData("names a host", "GET / HTTP/1.1\r\nHost: other\r\n\r\n")]
    [InlineData("elsewhere", "GET /{{key}} HTTP/1.1\r\n\r\n")]
    public void Address_and_key_have_rules(string fault, string request) => Faulty(fault, Sound with { Exchanges = [Sound.Exchanges[0], Of(request)] });

    private static Exchange Of(string request) => new() { Request = Convert.ToBase64String(Encoding.Latin1.GetBytes(request)) };

    private static void Faulty(string fault, ProbeRequest request) => Assert.Contains(fault, RequestRules.Fault(request), StringComparison.Ordinal);
}
