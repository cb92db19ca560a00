using System.Globalization;
using System.Text.RegularExpressions;

namespace Egress.Emulator.CommandLine;

/// <summary><c>--vpc-endpoint ID=PORT</c>. The id goes into host names and into the name of a socket, so it is one that AWS gives: vpce- and 8 or 17 hexadecimal digits.</summary>
internal static partial class EndpointArgument
{
    public const string Expected = "ID=PORT, where ID is vpce- and 8 to 17 of 0-9 and a-f, and PORT a number from 0 to 65535, such as vpce-0a1b2c3d=4600";

    public static bool IsValid(string id, string port) => Id().IsMatch(id) && ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    [GeneratedRegex(@"\Avpce-[0-9a-f]{8,17}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
