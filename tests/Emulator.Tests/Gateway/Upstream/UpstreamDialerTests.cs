using System.Net;
using Egress.Emulator.Gateway.Upstream;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Upstream;

public sealed class UpstreamDialerTests
{
    [Theory]
    [InlineData("E-25: the metadata service", "169.254.169.254")]
    [InlineData("E-26: an address of a carrier", "100.64.0.1")]
    [InlineData("E-28: one private record among public ones", "93.184.216.34 10.0.0.1")]
    [InlineData("E-28: whichever comes first", "10.0.0.1 93.184.216.34")]
    [InlineData("E-28: one of the other family", "93.184.216.34 fd00:ec2::254")]
    [InlineData("E-30: a name that leads to this machine", "127.0.0.1")]
    public async Task A_name_that_leads_to_an_address_that_is_not_public_is_not_called(string because, string records)
    {
        var dialer = new UpstreamDialer(new Dictionary<string, Uri>(), [], (_, _) => Task.FromResult(records.Split(' ').Select(record => IPAddress.Parse(record)).ToArray()));

        var refusal = await Assert.ThrowsAsync<UpstreamException>(() => dialer.ConnectAsync(new UpstreamOrigin("https", "api.example.org", 443), TestContext.Current.CancellationToken));

        Assert.True(refusal.Failure == UpstreamFailure.AddressNotPublic, because);
        Assert.Contains("--connect-to api.example.org=", refusal.Message, StringComparison.Ordinal);
    }
}
