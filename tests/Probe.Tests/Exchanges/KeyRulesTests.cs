using Egress.Probe.Exchanges;

namespace Egress.Probe.Tests.Exchanges;

public sealed class KeyRulesTests
{
    [Theory]
    [InlineData("a query is the upstream's", "GET /s/x?k={{key}} HTTP/1.1\r\nHost: {{host}}\r\n\r\n")]
    [InlineData("a path is in the access log", "GET /s/{{key}} HTTP/1.1\r\nHost: {{host}}\r\n\r\n")]
    [InlineData("another header is passed on", "GET /s/x HTTP/1.1\r\nx-other: {{key}}\r\n\r\n")]
    [InlineData("another spelling may be passed on", "GET /s/x HTTP/1.1\r\nX-API-Key: {{key}}\r\n\r\n")]
    [InlineData("/-/probe in a query is another path", "GET /s/x?/-/probe HTTP/1.1\r\nX-API-Key: {{key}}\r\n\r\n")]
    [InlineData("a second request has another path", "GET /s/x HTTP/1.1\r\nA: GET /s/-/probe HTTP/1.1\r\nX-API-Key: {{key}}\r\n\r\n")]
    [InlineData("a body is passed on", "POST /s/x HTTP/1.1\r\nContent-Length: 21\r\n\r\n\r\nx-api-key: {{key}}\r\n")]
    [InlineData("twice is once too often", "GET /s/x HTTP/1.1\r\nx-api-key: {{key}}\r\nx-api-key: {{key}}\r\n\r\n")]
    [InlineData("for some readers the line before goes on", "GET /s/x HTTP/1.1\r\nx-other: a\rb\r\nx-api-key: {{key}}\r\n\r\n")]
    [InlineData("for some readers this is a body", "GET /s/x HTTP/1.1\r\nContent-Length: 30\n\nab\r\nx-api-key: {{key}}\r\n\r\n")]
    [InlineData("more than the key stands there", "GET /s/x HTTP/1.1\r\nx-api-key: {{key}}, b\r\n\r\n")]
    [InlineData("a folded line belongs to the one before", "GET /s/x HTTP/1.1\r\nx-other: a\r\n x-api-key: {{key}}\r\n\r\n")]
    public void The_key_stands_nowhere_but_in_its_header(string because, string request) => Assert.True(KeyRules.Fault(request) is not null, because);

    [Theory]
    [InlineData("GET /s/x HTTP/1.1\r\nHost: {{host}}\r\nx-api-key: {{key}}\r\n\r\n")]
    [InlineData("GET /s/-/probe HTTP/1.1\r\nX-API-Key: {{key}}\r\n\r\n")]
    [InlineData("POST /s/x HTTP/1.1\r\nx-api-key: {{key}}\r\nContent-Length: 4\r\n\r\n\ra\nb")]
    [InlineData("no key\r\r\nat all")]
    public void In_its_header_it_may_stand(string request) => Assert.Null(KeyRules.Fault(request));
}
