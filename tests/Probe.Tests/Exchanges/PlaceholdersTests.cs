using System.Text;
using Egress.Probe.Contract;
using Egress.Probe.Exchanges;

namespace Egress.Probe.Tests.Exchanges;

public sealed class PlaceholdersTests
{
    private static readonly ApiKey TheKey = ApiKey.Draw();
    private static readonly Placeholders Sut = new(new ProbeOptions { GatewayUrl = "https://abcde12345-vpce-1.execute-api.us-east-1.amazonaws.com", ApiId = "abcde12345", Mark = "5b6c-7d8e9f" }, TheKey);

    [Fact]
    public void A_request_gets_the_key_the_api_and_the_host() => Assert.Equal(
        $"x-api-key: {TheKey.Value}\r\nx-apigw-api-id: abcde12345\r\nHost: abcde12345-vpce-1.execute-api.us-east-1.amazonaws.com\r\né",
        Encoding.Latin1.GetString(Sut.Fill(Encoding.Latin1.GetBytes("x-api-key: {{key}}\r\nx-apigw-api-id: {{api}}\r\nHost: {{host}}\r\né"))));

    [Fact]
    public void An_answer_loses_all_four_and_keeps_its_length() => Assert.Equal(
        "{{key}}~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ {{api}}~~~ {{mark}}~~~ INVALID_API_KEY {{host}}~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~",
        Redacted($"{TheKey.Value} abcde12345 5b6c-7d8e9f INVALID_API_KEY ABCDE12345-vpce-1.execute-api.us-east-1.amazonaws.com"));

    [Fact]
    public void A_key_in_pieces_is_still_the_key()
    {
        var redacted = Redacted($"1a\r\n{TheKey.Value[..26]}\r\n16\r\n{TheKey.Value[26..].ToUpperInvariant()}\r\n0\r\n\r\n");

        Assert.Equal("1a\r\n{{key}}~~~~~~~~~~~~~~~~~~~\r\n16\r\n{{key}}~~~~~~~~~~~~~~~\r\n0\r\n\r\n", redacted);
    }

    [Fact]
    public void What_only_begins_like_the_key_stays() => Assert.Equal($"{TheKey.Value[..7]}!", Redacted($"{TheKey.Value[..7]}!"));

    [Fact]
    public void Of_an_encoded_answer_the_head_alone_comes_back() => Assert.Equal(
        "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n", Redacted("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\nwho knows"));

    private static string Redacted(string answer) => Encoding.Latin1.GetString(Sut.Redact(Encoding.Latin1.GetBytes(answer)));
}
