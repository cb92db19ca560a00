using System.Net;
using Egress.Emulator.Gateway.Upstream;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Upstream;

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("E-25: private", "10.0.0.1", false)]
    [InlineData("E-25: private", "172.16.0.1", false)]
    [InlineData("E-25: private", "172.31.255.255", false)]
    [InlineData("E-25: private", "192.168.0.1", false)]
    [InlineData("E-25: this machine", "127.0.0.1", false)]
    [InlineData("E-25: this machine", "127.255.255.254", false)]
    [InlineData("E-25: any address of this machine", "0.0.0.0", false)]
    [InlineData("E-25: the metadata service", "169.254.169.254", false)]
    [InlineData("E-25: this machine, IPv6", "::1", false)]
    [InlineData("E-25: any address, IPv6", "::", false)]
    [InlineData("E-25: link-local", "fe80::1", false)]
    [InlineData("E-25: unique local, and so the metadata service over IPv6", "fd00:ec2::254", false)]
    [InlineData("E-25: IPv4 in IPv6", "::ffff:10.0.0.1", false)]
    [InlineData("E-25: IPv4 in IPv6, the old form", "::10.0.0.1", false)]
    [InlineData("E-25: IPv4 behind NAT64", "64:ff9b::a9fe:a9fe", false)]
    [InlineData("E-25: IPv4 behind 6to4", "2002:7f00:1::", false)]
    [InlineData("E-26: carriers", "100.64.0.1", false)]
    [InlineData("E-26: the last of them", "100.127.255.255", false)]
    [InlineData("E-26: the neighbour below", "100.63.255.254", true)]
    [InlineData("E-26: the neighbour above", "100.128.0.1", true)]
    [InlineData("multicast", "224.0.0.1", false)]
    [InlineData("broadcast", "255.255.255.255", false)]
    [InlineData("documentation", "192.0.2.1", false)]
    [InlineData("the neighbours of private ranges", "172.15.255.255", true)]
    [InlineData("the neighbours of private ranges", "172.32.0.0", true)]
    [InlineData("public", "93.184.216.34", true)]
    [InlineData("public IPv6", "2606:4700:4700::1111", true)]
    [InlineData("a public address behind NAT64", "64:ff9b::5db8:d822", true)]
    public void An_address_is_public_or_not(string because, string address, bool isPublic) => Assert.True(PublicAddress.Is(IPAddress.Parse(address)) == isPublic, because);

    [Fact]
    public void An_IPv4_address_is_the_same_in_every_disguise() => Prop.ForAll<uint>(bits =>
    {
        var plain = new IPAddress(bits);
        var mapped = plain.MapToIPv6();
        var translated = IPAddress.Parse("64:ff9b::").GetAddressBytes();
        plain.GetAddressBytes().CopyTo(translated, 12);
        return PublicAddress.Is(mapped) == PublicAddress.Is(plain) && PublicAddress.Is(new IPAddress(translated)) == PublicAddress.Is(plain);
    }).QuickCheckThrowOnFailure();
}
