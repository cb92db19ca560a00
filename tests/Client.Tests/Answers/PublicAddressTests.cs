using System.Net;
using Egress.Client.Answers;

namespace Egress.Client.Tests.Answers;

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("a VPC's usual range", "10.1.2.3", false)]
    [InlineData("the last of it", "172.31.255.255", false)]
    [InlineData("the first behind it", "172.32.0.0", true)]
    [InlineData("a home's range", "192.168.1.1", false)]
    [InlineData("shared address space", "100.64.0.1", false)]
    [InlineData("its neighbours", "100.63.255.254", true)]
    [InlineData("its neighbours", "100.128.0.1", true)]
    [InlineData("this machine", "127.0.0.1", false)]
    [InlineData("the link", "169.254.1.1", false)]
    [InlineData("execute-api on the internet", "3.218.1.2", true)]
    [InlineData("a private address as IPv6", "::ffff:10.0.0.1", false)]
    [InlineData("a public address as IPv6", "::ffff:3.218.1.2", true)]
    [InlineData("unique local", "fd00::1", false)]
    [InlineData("this machine in IPv6", "::1", false)]
    [InlineData("the internet in IPv6", "2600:1f18::1", true)]
    public void An_address_is_public_unless_it_is_kept_for_private_use(string because, string address, bool isPublic) =>
        Assert.True(PublicAddress.IsPublic(IPAddress.Parse(address)) == isPublic, because);

    [Fact]
    public void A_public_address_is_a_matter_of_the_deployment_and_no_later_try_helps() =>
        Assert.False(NetworkFailure.OfPublicAddress(IPAddress.Parse("3.218.1.2"), "h.example", new HttpRequestException()).CanRetryHelp);

    [Fact]
    public async Task A_name_that_does_not_resolve_is_not_public() => Assert.Null(await PublicAddress.FindAsync("gateway.invalid", Given.Cancellation));
}
