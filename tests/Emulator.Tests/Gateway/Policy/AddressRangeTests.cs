using System.Net;
using Egress.Emulator.Gateway.Policy;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Policy;

public sealed class AddressRangeTests
{
    [Theory]
    [InlineData("nothing", "", false)]
    [InlineData("a length beyond IPv4", "10.0.0.0/33", false)]
    [InlineData("a length beyond IPv6", "::/129", false)]
    [InlineData("a negative length", "10.0.0.0/-1", false)]
    [InlineData("two lengths", "10.0.0.0/8/8", false)]
    [InlineData("no length", "10.0.0.0/", false)]
    [InlineData("no address", "/8", false)]
    [InlineData("a name", "localhost", false)]
    [InlineData("an address in short", "10/8", false)]
    [InlineData("another", "10.1/16", false)]
    [InlineData("a number", "167772161", false)]
    [InlineData("hexadecimal", "0x0a.0.0.0/8", false)]
    [InlineData("octal", "010.0.0.0/8", false)]
    [InlineData("a zone", "fe80::1%1/64", false)]
    [InlineData("in brackets", "[fd00::1]", false)]
    [InlineData("a sign before the length", "10.0.0.0/+8", false)]
    [InlineData("a blank before the length", "10.0.0.0/ 8", false)]
    [InlineData("an address of IPv4 in IPv6", "::ffff:10.0.0.1", true)]
    [InlineData("a range", "10.0.0.0/8", true)]
    [InlineData("everything", "0.0.0.0/0", true)]
    [InlineData("an address", "10.0.0.1", true)]
    [InlineData("IPv6", "fd00::/8", true)]
    public void A_text_is_a_range_or_not(string because, string text, bool isRange) => Assert.True(AddressRange.IsRange(text) == isRange, because);

    [Fact]
    public void A_range_holds_what_shares_its_first_bits_and_nothing_else() => Prop.ForAll<uint, uint, byte>((one, other, length) =>
    {
        var bits = length % 33;
        var (left, right) = (Number(one), Number(other));
        var isShared = bits == 0 || left >> (32 - bits) == right >> (32 - bits);
        return AddressRange.Contains(new IPAddress(one).ToString(), $"{new IPAddress(other)}/{bits}") == isShared;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_makes_it_fail()
    {
        var texts = Gen.Elements("10", ".", "0", "/", "8", ":", "::", "ff", "%", "-", "+", " ", "é", "255", "1e1", "0x1").ListOf().Select(string.Concat);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(texts.ToArbitrary(), text => !AddressRange.Contains("10.0.0.1", text) || AddressRange.IsRange(text)));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(texts.ToArbitrary(), text => !AddressRange.Contains(text, "0.0.0.0/0") || IPAddress.TryParse(text, out _)));
    }

    private static uint Number(uint address) => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(new IPAddress(address).GetAddressBytes());
}
