using System.Collections.Frozen;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>Header names that API Gateway knows: a mapping finds and replaces them whatever the client's spelling (<c>authorization</c> is <c>Authorization</c>). [validated: test_lambda_aws_proxy_integration]</summary>
internal static class WellKnownHeaders
{
    private static readonly FrozenSet<string> Names = new[]
    {
        "Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language", "Age", "Authorization", "Cache-Control", "Content-Encoding", "Content-Type", "Cookie", "Date", "Host", "Pragma",
        "Range", "Referer", "User-Agent", "Via", "Warn", "X-Amzn-Apigateway-Api-Id", "X-Amzn-Trace-Id", "X-Forwarded-For", "X-Forwarded-Port", "X-Forwarded-Proto",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Contains(string name) => Names.Contains(name);
}
