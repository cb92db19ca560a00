using System.Text;
using System.Text.RegularExpressions;
using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;

namespace Egress.Emulator.Tests.Gateway.Model;

/// <summary>What the reference says of one exchange on the design's API, written down once more, at length and slowly, with none of the gateway's code.</summary>
internal sealed partial class GatewayModel(Exchange exchange, bool isStreamed)
{
    private const string Seven = "DELETE GET HEAD OPTIONS PATCH POST PUT";

    // [validated or doc, see the tables of request headers]. The last line is the gateway's own, or consumed.
    private const string NotForUpstream =
        "|connection|content-length|content-md5|expect|max-forwards|proxy-authenticate|server|te|trailer|transfer-encoding|upgrade|www-authenticate|via|content-encoding|"
        + "|host|x-forwarded-for|x-forwarded-port|x-forwarded-proto|x-amzn-apigateway-api-id|x-http-method-override|";

    private const string Remapped = "|connection|content-length|date|server|x-amzn-requestid|authorization|content-md5|max-forwards|user-agent|www-authenticate|";
    private const string NotForClient = "|expect|host|proxy-authenticate|te|trailer|transfer-encoding|upgrade|via|";

    private readonly string _verb = Last(exchange.Headers, "x-http-method-override")?.ToUpperInvariant() ?? exchange.Method;
    private readonly string[] _path = exchange.Path.TrimStart('/').Split('/', 2);

    private string Proxied => (_path.Length > 1 ? _path[1] : "").Trim('/');

    private bool IsProbe => _verb == "GET" && Proxied == "-/probe";

    private bool IsCarried => Proxied.StartsWith("-/carry/", StringComparison.Ordinal);

    /// <summary>An answer of the gateway's own, as <c>403 ForbiddenException m INVALID_API_KEY {body}</c>; null where the upstream answers.</summary>
    public string? OwnAnswer => this switch
    {
        _ when _path[0] is not ("api" or "bare" or "closed") => """403 ForbiddenException {"message":"Forbidden"}""",
        _ when !Seven.Split(' ').Contains(_verb) => """403 MissingAuthenticationTokenException m MISSING_AUTHENTICATION_TOKEN {"message":"Missing Authentication Token"}""",
        _ when _path[0] == "closed" || Last(exchange.Headers, "x-api-key") != DesignApi.Key => """403 ForbiddenException m INVALID_API_KEY {"message":"Forbidden"}""",
        { IsCarried: true } when Exact("x-upstream-api-key") is null or "" => """400 BadRequestException m BAD_REQUEST_PARAMETERS {"message": "Missing required request parameters: [x-upstream-api-key]"}""",
        _ when exchange is { Coding: "br", Body.Length: > 0 } => """415 BadRequestException m UNSUPPORTED_MEDIA_TYPE {"message": "Unsupported Media Type"}""",
        { IsProbe: true } when Last(exchange.Headers, "content-type") is null => "200 ", // a template for JSON; any other type has none, and no status then
        _ when IsProbe || _path[0] == "bare" => """500 InternalServerErrorException m API_CONFIGURATION_ERROR {"message": "Internal server error"}""",
        _ => null,
    };

    /// <summary>To the upstream it is the verb that says so, to the client the method that was sent.</summary>
    public bool AnswersHead => _verb == "HEAD" || exchange.Method == "HEAD";

    public string FirstLine => $"{_verb} /{Encoded(Decoded(IsCarried ? Proxied["-/carry/".Length..] : Proxied), "!$&'()*+,;=:@/")}{Query()} HTTP/1.1";

    public byte[] UpstreamBody => Text(exchange.Body);

    public byte[] ClientBody => isStreamed ? exchange.AnswerBody : Text(exchange.AnswerBody);

    /// <summary>As lines in no order, without the trace, which is random. Names are spelt as the client spells them.</summary>
    public IEnumerable<string> UpstreamHeaders()
    {
        var kept = exchange.Headers.Where(line => !In(NotForUpstream, line.Name)).Select(line => line with { Name = Respelt(line.Name) })
            .Where(line => !(line.Name == "Authorization" && line.Value.StartsWith("AWS4", StringComparison.Ordinal))).ToList();
        kept = Mapped(kept, "x-api-key", IsCarried ? Exact("x-upstream-api-key") : "-");
        kept = Mapped(kept, "Authorization", IsCarried ? Exact("x-upstream-authorization") : null);
        var own = new[] { "Host: " + GatewayBench.UpstreamHost, "X-Amzn-Apigateway-Api-Id: " + GatewayBench.ApiId, "X-Forwarded-For: -", "X-Forwarded-Port: 443", "X-Forwarded-Proto: https" }
            .Concat(Last(exchange.Headers, "user-agent") is null ? ["User-Agent: AmazonAPIGateway_" + GatewayBench.ApiId] : [])
            .Concat(Last(exchange.Headers, "accept") is null ? ["Accept: application/json"] : [])
            .Concat(UpstreamBody.Length > 0 || _verb is "POST" or "PUT" or "PATCH" ? [$"Content-Length: {UpstreamBody.Length}"] : []);
        return kept.Select(line => $"{line.Name}: {line.Value}").Concat(own);
    }

    /// <summary>As lines in no order, names in small letters, without Date and the ids.</summary>
    public IEnumerable<string> ClientHeaders()
    {
        var lines = exchange.AnswerHeaders.Where(line => !In(NotForClient, line.Name)).Select(line => $"{(In(Remapped, line.Name) ? "x-amzn-remapped-" : "")}{line.Name.ToLowerInvariant()}: {line.Value}")
            .Concat(exchange.AnswerIsChunked ? [] : [$"x-amzn-remapped-content-length: {exchange.AnswerBody.Length}"])
            .Concat(Last(exchange.AnswerHeaders, "content-type") is null ? ["content-type: application/json"] : [])
            .Append("connection: keep-alive");
        return (exchange.Status, isStreamed, exchange.Method) switch
        {
            (304, _, _) or (_, true, "HEAD") => lines,
            (_, true, _) => lines.Append("transfer-encoding: chunked"),
            _ => lines.Append($"content-length: {(AnswersHead ? 0 : ClientBody.Length)}"),
        };
    }

    private string Query()
    {
        var pairs = (exchange.Query ?? "").Split(['&', ';'], StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Replace('+', ' ').Split('=', 2))
            .Select(pair => $"{Encoded(Decoded(pair[0]), "!$'()*,:@/?")}={Encoded(Decoded(pair.Length > 1 ? pair[1] : ""), "!$'()*,:@/?=")}");
        return string.Join('&', pairs) is { Length: > 0 } query ? "?" + query : "";
    }

    private static List<HeaderLine> Mapped(List<HeaderLine> lines, string name, string? value) =>
        value is null or "" ? lines : [.. lines.Where(line => line.Name != name), new HeaderLine(name, value)];

    private string? Exact(string name) => exchange.Headers.LastOrDefault(line => line.Name == name).Value;

    private static string? Last(HeaderLine[] lines, string name) => lines.LastOrDefault(line => line.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static bool In(string names, string name) => names.Contains($"|{name.ToLowerInvariant()}|", StringComparison.Ordinal);

    private static string Respelt(string name) => name.ToLowerInvariant() switch { "authorization" => "Authorization", "user-agent" => "User-Agent", _ => name };

    private static byte[] Text(byte[] bytes) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes));

    private static string Decoded(string text) => Escape().Replace(text, match => ((char)Convert.ToByte(match.Value[1..], 16)).ToString());

    // One character is one byte here.
    private static string Encoded(string bytes, string legal) => string.Concat(bytes.Select(letter =>
        char.IsAsciiLetterOrDigit(letter) || "-._~".Contains(letter, StringComparison.Ordinal) || legal.Contains(letter, StringComparison.Ordinal) ? letter.ToString() : $"%{(int)letter:X2}"));

    [GeneratedRegex("%[0-9A-Fa-f]{2}")]
    private static partial Regex Escape();
}
