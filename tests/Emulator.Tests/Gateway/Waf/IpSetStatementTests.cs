using System.Net;
using Egress.Emulator.Gateway.Waf;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Waf;

public sealed class IpSetStatementTests
{
    [Theory]
    [InlineData("10.0.2.7", false)]
    [InlineData("::1", false)]
    [InlineData("no address", false)]
    [InlineData("10.0.1.255", true)]
    [InlineData("2001:db8::1", true)]
    public void An_address_is_in_a_set_or_not(string address, bool matches) =>
        Assert.Equal(matches, new IpSetStatement([IPNetwork.Parse("10.0.1.0/24"), IPNetwork.Parse("2001:db8::/32")]).Matches(WafRequests.Of() with { SourceIp = address }));
}
