using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Egress.Emulator.Gateway.Policy;

/// <summary>An address, or a range in CIDR notation. As on AWS, host bits may be set: <c>10.0.0.1/16</c> is <c>10.0.0.0/16</c>.</summary>
internal static class AddressRange
{
    public static bool IsRange(string text) => Parse(text) is not null;

    public static bool Contains(string actual, string range) => IPAddress.TryParse(actual, out var address) && Parse(range) is { } network && network.Contains(address);

    public static IPNetwork? Parse(string text)
    {
        var parts = text.Split('/');
        if (parts.Length > 2 || !IPAddress.TryParse(parts[0], out var address) || !IsWrittenOut(parts[0], address))
        {
            return null;
        }

        var bits = address.GetAddressBytes().Length * 8;
        return parts.Length == 1 ? new IPNetwork(address, bits) : byte.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= bits ? new IPNetwork(Masked(address, length), length) : null;
    }

    // .NET also reads "10" (0.0.0.10), octal and hexadecimal numbers, brackets and zones: a policy that has them means something else, or nothing.
    private static bool IsWrittenOut(string text, IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork ? address.ToString() == text : text.AsSpan().IndexOfAny("[]%") < 0;

    private static IPAddress Masked(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var index = 0; index < bytes.Length; index++)
        {
            var kept = Math.Clamp(length - (index * 8), 0, 8);
            bytes[index] &= (byte)(0xff << (8 - kept));
        }

        return new IPAddress(bytes);
    }
}
