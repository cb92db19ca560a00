using Egress.Probe.Exchanges;

namespace Egress.Probe.Tests.Exchanges;

public sealed class AddressRulesTests
{
    [Theory]
    [InlineData("names a host", "GET / HTTP/1.1\r\nHost: other.execute-api.us-east-1.amazonaws.com\r\n\r\n")]
    [InlineData("names a host", "GET / HTTP/1.1\r\nhost : other\r\n\r\n")]
    [InlineData("names a host", "GET / HTTP/1.1\r\nHost:\r\n other\r\n\r\n")]
    [InlineData("names a host", "GET / HTTP/1.1\r\nHost\r\n : other\r\n\r\n")]
    [InlineData("names a host", "GET / HTTP/1.1\r\nA: b\rHost: other\r\n\r\n")]
    [InlineData("names a host", "GET / HTTP/1.1\nHost: other\n\n")]
    [InlineData("names a host", "GET / HTTP/1.1\r\nHost: {{host}}\r\n\r\nGET / HTTP/1.1\r\nHost: other\r\n\r\n")]
    [InlineData("names a host", "GET / HTTP/1.1\r\nHost: other:443/.invalid\r\n\r\n")]
    [InlineData("names a host", "GET / HTTP/1.1\r\nHost: {{host}}.other\r\n\r\n")]
    [InlineData("names an API", "GET / HTTP/1.1\r\nHost: {{host}}\r\nX-Apigw-Api-Id: abcde12345\r\n\r\n")]
    [InlineData("names an API", "GET / HTTP/1.1\r\nHost: {{host}}\r\nx-apigw-api-id: {{api}}x\r\n\r\n")]
    [InlineData("absolute target", "GET https://other/ HTTP/1.1\r\nHost: {{host}}\r\n\r\n")]
    [InlineData("absolute target", "GET\thttps://other/\r\n\r\n")]
    public void No_other_api_can_be_named(string fault, string request) => Assert.Contains(fault, AddressRules.Fault(request), StringComparison.Ordinal);

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: {{host}}\r\nx-apigw-api-id: {{api}}\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: nobody.invalid\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("GET /x HTTP/1.1\r\nHost: {{host}}\r\nReferer: https://example.com/\r\n\r\n{\"a\":\"https://example.com/\"}")]
    public void The_gateway_itself_and_nobody_can(string request) => Assert.Null(AddressRules.Fault(request));
}
