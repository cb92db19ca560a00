using System.Collections.Frozen;
using Egress.Emulator.Gateway;
using Egress.Emulator.Gateway.Waf;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.Waf;

/// <summary>CustomResponse of a Block.</summary>
internal static class CustomResponseReader
{
    // AWS page "Supported status codes for custom responses".
    private static readonly FrozenSet<int> StatusCodes = new[]
    {
        200, 201, 202, 204, 206, 300, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405, 408, 409, 411, 412, 413, 414, 415, 416, 421, 429, 500, 501, 502, 503, 504, 505,
    }.ToFrozenSet();

    // The first is AWS's own rule [doc: AWS WAF API reference, CustomResponse]; the others would make the answer unreadable.
    private static readonly FrozenSet<string> Refused = new[] { "Content-Type", "Connection", "Content-Length", "Transfer-Encoding" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static WafResponse Read(PropertyMap response, PropertyMap? bodies)
    {
        response.RefuseOthersThan("CustomResponseBodyKey", "ResponseCode", "ResponseHeaders");
        var code = response.Require("ResponseCode");
        var status = response.FindInteger("ResponseCode")!.Value;
        if (!StatusCodes.Contains(status))
        {
            throw code.Unexpected($"ResponseCode of {response.What}", "a status code that AWS WAF supports, such as 403 or 429", "take another");
        }

        var (contentType, body) = Body(response, bodies);
        return new WafResponse(status, Headers(response), contentType, body);
    }

    private static (string? ContentType, string Body) Body(PropertyMap response, PropertyMap? bodies)
    {
        if (response.FindText("CustomResponseBodyKey") is not { } key)
        {
            return (null, "");
        }

        var body = bodies?.FindMap(key) ?? throw new TemplateException(
            response.LocationOf("CustomResponseBodyKey"), $"the body {key} in {response.What}", "a key of CustomResponseBodies of the web ACL", "correct it, or add the body");
        body.RefuseOthersThan("Content", "ContentType");
        _ = body.Require("ContentType");
        return (body.FindOneOf("ContentType", "TEXT_PLAIN", "TEXT_HTML", "APPLICATION_JSON")!.ToLowerInvariant().Replace('_', '/'), body.Text("Content"));
    }

    private static HeaderLine[] Headers(PropertyMap response) =>
        [.. response.MapsBy("ResponseHeaders", "Name", header => Value(header)).Select(header => new HeaderLine(header.Key, header.Value))];

    private static string Value(PropertyMap header)
    {
        header.RefuseOthersThan("Name", "Value");
        var (name, value) = (header.Text("Name"), header.Text("Value"));
        return !Refused.Contains(name) && name.Length > 0 && name.All(character => char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character)) && value.All(character => character is >= ' ' and <= '~')
            ? value
            : throw new TemplateException(header.LocationOf("Name"), $"the header {name} in a custom response", "a header that a web ACL can send: not Content-Type, and of printable characters", "correct or remove it");
    }
}
