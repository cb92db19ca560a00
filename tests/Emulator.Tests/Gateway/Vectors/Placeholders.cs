using System.Text.RegularExpressions;
using Egress.Emulator.Tests.Gateway.Bench;

namespace Egress.Emulator.Tests.Gateway.Vectors;

/// <summary>The names in angle brackets: filled in where a test chooses the value, matched where the gateway does.</summary>
internal static partial class Placeholders
{
    public const string Key = "0123456789abcdefghij";

    public static string Fill(string text) => Name().Replace(text, match => match.Groups[1].Value switch
    {
        "api-id" => GatewayBench.ApiId,
        "region" => "us-east-1",
        "vpce-id" => BenchSetup.DefaultEndpoint.Id,
        "vpce-dns" => $"{BenchSetup.DefaultEndpoint.Id}-ab12cd34.execute-api.us-east-1.vpce.amazonaws.com",
        "upstream-host" => GatewayBench.UpstreamHost,
        "client-ip" => "127.0.0.1",
        "key" => Key,
        "date" => "Wed, 07 Aug 2024 10:00:00 GMT",
        "uuid" => "11111111-2222-3333-4444-555555555555",
        "host that names no API reachable through this VPC endpoint" => "zzzzzzzzzz.execute-api.us-east-1.amazonaws.com",
        var other => other.Replace(' ', '-'),
    });

    /// <summary>Does a value that the gateway wrote fit what the vector expects?</summary>
    public static bool Fits(string expected, string actual, string? same) => expected switch
    {
        "*" => actual.Length > 0,
        "<n>" => actual.Length > 0 && actual.All(char.IsAsciiDigit),
        "<uuid>" => Guid.TryParseExact(actual, "D", out _),
        "<apigw-id>" => actual.EndsWith('=') && actual.Length > 8,
        "<date>" => DateTimeOffset.TryParseExact(actual, "R", null, default, out _),
        "<same>" => actual == same,
        _ when expected.EndsWith('*') => actual.StartsWith(Fill(expected[..^1]), StringComparison.Ordinal),
        _ => actual == Fill(expected),
    };

    [GeneratedRegex("<([^<>]+)>")]
    private static partial Regex Name();
}
