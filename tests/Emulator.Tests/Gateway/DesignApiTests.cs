using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway;

/// <summary>The rules of the data plane all at once, over a raw socket, on an API as the template makes it, buffered and streamed.</summary>
public sealed class DesignApiTests
{
    private const string Forbidden = """{"message":"Forbidden"}""";
    private const string Missing = """{"message":"Missing Authentication Token"}""";
    private const string Malformed = """{"message":"Bad Request"}""";
    private const string TooLong = """{"message":"Request URI too long"}""";
    private const string Internal = """{"message": "Internal server error"}""";

    private static readonly string[] HeadersOfARefusal = ["Connection", "Content-Length", "Content-Type", "Date", "x-amz-apigw-id", "x-amzn-ErrorType", "x-amzn-RequestId", "x-egress-error"];

    public static TheoryData<string, string, string, int, string?, string> Refused => new()
    {
        { "an unknown stage has no mark", "GET /nope/x", "", 403, "ForbiddenException", Forbidden },
        { "nor has none", "GET /", "", 403, "ForbiddenException", Forbidden },
        { "a stage in another case is another", "GET /API/x", "", 403, "ForbiddenException", Forbidden },
        { "an escape in its name too", "GET /%61pi/x", "", 403, "ForbiddenException", Forbidden },
        { "a stage that no plan has", "GET /closed/x", "", 403, "ForbiddenException m INVALID_API_KEY", Forbidden },
        { "no key", "DELETE /api/x", "-key", 403, "ForbiddenException m INVALID_API_KEY", Forbidden },
        { "an empty one", "GET /api/x", "x-api-key:", 403, "ForbiddenException m INVALID_API_KEY", Forbidden },
        { "one of no plan", "GET /api/-/probe", "X-Api-Key: " + DesignApi.KeyOfNoPlan, 403, "ForbiddenException m INVALID_API_KEY", Forbidden },
        { "one that is longer", "PUT /api/x", $"x-api-key: {DesignApi.Key}x", 403, "ForbiddenException m INVALID_API_KEY", Forbidden },
        { "one in another case", "GET /api/x", "x-api-key: " + DesignApi.Key.ToUpperInvariant(), 403, "ForbiddenException m INVALID_API_KEY", Forbidden },
        { "one in the query", $"GET /api/x?x-api-key={DesignApi.Key}", "-key", 403, "ForbiddenException m INVALID_API_KEY", Forbidden },
        { "a verb that ANY does not stand for", "PROPFIND /api/x", "", 403, "MissingAuthenticationTokenException m MISSING_AUTHENTICATION_TOKEN", Missing },
        { "one by way of the override", "POST /api/x", "X-HTTP-Method-Override: TRACE", 403, "MissingAuthenticationTokenException m MISSING_AUTHENTICATION_TOKEN", Missing },
        { "routing comes before the key", "BREW /api/x", "-key", 403, "MissingAuthenticationTokenException m MISSING_AUTHENTICATION_TOKEN", Missing },
        { "the carry without its key", "PATCH /api/-/carry/v1", "", 400, "BadRequestException m BAD_REQUEST_PARAMETERS", """{"message": "Missing required request parameters: [x-upstream-api-key]"}""" },
        { "or with it in another case", "GET /api/-/carry/v1", "X-Upstream-Api-Key: u", 400, "BadRequestException m BAD_REQUEST_PARAMETERS", """{"message": "Missing required request parameters: [x-upstream-api-key]"}""" },
        { "but the gateway's comes first", "GET /api/-/carry/v1", "-key", 403, "ForbiddenException m INVALID_API_KEY", Forbidden },
        { "a stage without its variable", "GET /bare/x", "", 500, "InternalServerErrorException m API_CONFIGURATION_ERROR", Internal },
        { "on its root too", "OPTIONS /bare", "", 500, "InternalServerErrorException m API_CONFIGURATION_ERROR", Internal },
        { "a lone percent sign", "GET /api/x?q=%", "", 400, null, Malformed },
        { "half an escape", "GET /api/x?a=1&q=%4", "", 400, null, Malformed },
        { "a bar", "GET /api/x?q=a|b", "", 400, null, Malformed },
        { "a brace", "GET /api/x?q={b", "", 400, null, Malformed },
        { "a method ARN of 1601 bytes", "GET /api/" + new string('a', 1_540), "", 414, null, TooLong },
        { "a coding that is not supported", "POST /api/x", "Content-Encoding: br|Content-Length: 1", 415, "BadRequestException m UNSUPPORTED_MEDIA_TYPE", """{"message": "Unsupported Media Type"}""" },
        { "a coding that is false", "PUT /api/x", "Content-Encoding: gzip|Content-Length: 1", 415, "BadRequestException m UNSUPPORTED_MEDIA_TYPE", """{"message": "Unsupported Media Type"}""" },
        { "another Region's name", "GET /api/x", $"Host: {GatewayBench.ApiId}.execute-api.eu-west-1.amazonaws.com", 403, "ForbiddenException", Forbidden },
        { "another API's name beside this one's id", "GET /api/x", $"Host: zzzzzzzzzz.execute-api.us-east-1.amazonaws.com|x-apigw-api-id: {GatewayBench.ApiId}", 403, "ForbiddenException", Forbidden },
    };

    public static TheoryData<string, string, string, string> Passed => new()
    {
        { "the root", "GET /api", "", "GET / HTTP/1.1" },
        { "the root with a slash and a query", "HEAD /api/?a=1", "", "HEAD /?a=1 HTTP/1.1" },
        { "slashes before the stage and after it", "GET //api//a", "", "GET /a HTTP/1.1" },
        { "a slash at the end is lost", "PUT /api/a/b/", "", "PUT /a/b HTTP/1.1" },
        { "one in the middle is not", "GET /api/a//b", "", "GET /a//b HTTP/1.1" },
        { "a path is decoded once", "GET /api/a%2Fb%20c%2520d%C3%A9+e%2Bf", "", "GET /a/b%20c%2520d%C3%A9+e+f HTTP/1.1" },
        { "an escaped path matches no fixed resource", "GET /api/%2D/probe", "", "GET /-/probe HTTP/1.1" },
        { "a query keeps its order and is encoded anew", "GET /api/x?b=2&a=%2F+%2B%3D%26&b=1&c&=e", "", "GET /x?b=2&a=/%20%2B=%26&b=1&c=&=e HTTP/1.1" },
        { "a semicolon separates", "DELETE /api/x?a=1;b=2", "", "DELETE /x?a=1&b=2 HTTP/1.1" },
        { "the absolute form", $"GET http://{GatewayBench.Host}/api/x?y", "", "GET /x?y= HTTP/1.1" },
        { "a fixed resource that lacks the verb", "POST /api/-/probe", "", "POST /-/probe HTTP/1.1" },
        { "or lacks the override's", "GET /api/-/probe", "X-HTTP-Method-Override: PATCH", "PATCH /-/probe HTTP/1.1" },
        { "a path that the greedy carry does not match", "GET /api/-/carry/", "", "GET /-/carry HTTP/1.1" },
        { "the carry", "POST /api/-/carry/v1/x", "x-upstream-api-key: u|x-upstream-authorization: Bearer t", "POST /v1/x HTTP/1.1" },
        { "the override in lower case", "GET /api/x", "x-http-method-override: delete", "DELETE /x HTTP/1.1" },
        { "by the endpoint's name", "GET /api/x", $"Host: vpce-0123456789abcdef0-ab12.execute-api.us-east-1.vpce.amazonaws.com|X-APIGW-API-ID: {GatewayBench.ApiId}", "GET /x HTTP/1.1" },
        { "by the API's name and the endpoint's, in capitals", "GET /api/x", $"Host: {GatewayBench.ApiId.ToUpperInvariant()}-VPCE-0123456789abcdef0.EXECUTE-API.us-east-1.amazonaws.com", "GET /x HTTP/1.1" },
        { "by any name and the API's id", "GET /api/x", $"Host: anything|x-apigw-api-id: {GatewayBench.ApiId}", "GET /x HTTP/1.1" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task The_gateway_refuses(string because, string request, string headers, int status, string? errorType, string body)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        foreach (var isStreamed in new[] { false, true })
        {
            await using var gateway = await GatewayBench.StartAsync(DesignApi.To(upstream, isStreamed));

            var answer = await SendAsync(gateway, request, headers);

            Assert.True(answer.StatusCode == status, $"{because}: {answer.FirstLine}");
            Assert.Equal(body, answer.Text);
            Assert.Equal(errorType, string.Join(' ', new[] { answer.Header("x-amzn-ErrorType"), answer.Header("x-egress-error") }.OfType<string>()) is { Length: > 0 } marks ? marks : null);
            Assert.Equal(
                HeadersOfARefusal.Where(name => (name != "x-amzn-ErrorType" || errorType is not null) && (name != "x-egress-error" || errorType?.Contains(' ', StringComparison.Ordinal) == true)),
                answer.Headers.Select(line => line.Name).Order(StringComparer.OrdinalIgnoreCase));
        }

        Assert.Empty(upstream.Requests);
    }

    [Theory]
    [MemberData(nameof(Passed))]
    public async Task The_upstream_gets(string because, string request, string headers, string firstLine)
    {
        await using var upstream = SocketUpstream.Answering("HTTP/1.1 299 Well\r\nDate: d\r\nX-Own: o\r\nContent-Length: 0\r\n\r\n");
        foreach (var isStreamed in new[] { false, true })
        {
            await using var gateway = await GatewayBench.StartAsync(DesignApi.To(upstream, isStreamed));

            var answer = await SendAsync(gateway, request, headers);

            Assert.True(answer.StatusCode == 299, $"{because}: {answer.FirstLine} {answer.Text}");
            Assert.Equal(("d", "o", "application/json"), (answer.Header("x-amzn-Remapped-Date"), answer.Header("X-Own"), answer.Header("Content-Type")));
        }

        var isCarried = headers.Contains("x-upstream-api-key", StringComparison.Ordinal);
        Assert.All(upstream.Requests, seen => Assert.Equal(
            (firstLine, GatewayBench.UpstreamHost, isCarried ? "u" : "-", isCarried ? "Bearer t" : null, "-", GatewayBench.ApiId, null),
            (seen.FirstLine, seen.Header("Host"), seen.Headers.All("x-api-key").Single(), seen.Header("Authorization"), seen.Headers.All("X-Forwarded-For").Single(), seen.Header("X-Amzn-Apigateway-Api-Id"), seen.Header("X-HTTP-Method-Override"))));
        Assert.Equal(2, upstream.Requests.Count);
    }

    // The key that opens, unless the row has another or none.
    private static Task<RawAnswer> SendAsync(GatewayBench gateway, string request, string headers)
    {
        string[] lines = headers.Length == 0 ? [] : headers.Split('|');
        var hasKey = lines.Any(line => line == "-key" || line.StartsWith("x-api-key", StringComparison.OrdinalIgnoreCase));
        var (method, target) = (request.Split(' ')[0], request.Split(' ')[1]);
        var body = lines.Contains("Content-Length: 1") ? "x"u8.ToArray() : [];
        return gateway.SendAsync(GatewayBench.Head(method, target, [.. lines.Where(line => line != "-key"), .. hasKey ? [] : new[] { $"x-api-key: {DesignApi.Key}" }]), body);
    }
}
