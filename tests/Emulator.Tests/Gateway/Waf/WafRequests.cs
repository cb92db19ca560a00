using System.Text;
using Egress.Emulator.Gateway;
using Egress.Emulator.Gateway.Waf;

namespace Egress.Emulator.Tests.Gateway.Waf;

/// <summary>What a web ACL is asked about in these tests.</summary>
internal static class WafRequests
{
    public static WafRequest Of(string path = "/api/v1/users", string query = "", string body = "", params HeaderLine[] headers) => new()
    {
        Method = "POST",
        Path = path,
        Query = query,
        Headers = new HeaderLines(headers),
        Body = Encoding.UTF8.GetBytes(body),
        SourceIp = "10.0.1.7",
    };
}
