using System.Text;

namespace Egress.Emulator.Gateway.Waf;

/// <summary>The request components that can be inspected here. Query arguments are taken as they are written: URL_DECODE is for the rule to ask for [unverified].</summary>
internal static class RequestFields
{
    // [doc: AWS WAF, oversize web request components] What counts of a line, and that one across the border is left out whole, is [unverified].
    private const int MaxHeaders = 200;
    private const int MaxHeaderBytes = 8 * 1024;

    public static readonly RequestField Method = One(request => request.Method);
    public static readonly RequestField UriPath = One(request => request.Path);
    public static readonly RequestField QueryString = One(request => request.Query);
    public static readonly RequestField AllQueryArguments = new(request => Texts(Arguments(request).Select(argument => argument.Value)));

    /// <summary>Names of headers and arguments are not case-sensitive. [doc: AWS WAF, request components] A header behind those that are handed to AWS WAF is not seen.</summary>
    public static RequestField SingleHeader(string name) =>
        new(request => new InspectedValues([.. Within(request.Headers).Where(line => line.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(line => Encoding.Latin1.GetBytes(line.Value))]));

    public static RequestField SingleQueryArgument(string name) =>
        new(request => Texts(Arguments(request).Where(argument => argument.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(argument => argument.Value)));

    public static RequestField Body(int limitBytes) => new(request => new InspectedValues([request.Body[..Math.Min(limitBytes, request.Body.Length)].ToArray()])
    {
        IsOversize = request.Body.Length > limitBytes,
    });

    /// <summary>Of the headers that are <paramref name="inspected"/>, the names, the values or both.</summary>
    public static RequestField Headers(Func<string, bool> inspected, bool names, bool values) => new(request =>
    {
        var within = Within(request.Headers);
        var lines = within.Where(line => inspected(line.Name)).SelectMany(line => (string[])[.. names ? [line.Name] : Array.Empty<string>(), .. values ? [line.Value] : Array.Empty<string>()]);
        return new InspectedValues([.. lines.Select(Encoding.Latin1.GetBytes)]) { IsOversize = within.Count < request.Headers.Count };
    });

    private static RequestField One(Func<WafRequest, string> read) => new(request => Texts([read(request)]));

    private static InspectedValues Texts(IEnumerable<string> texts) => new([.. texts.Select(Encoding.UTF8.GetBytes)]);

    private static IEnumerable<(string Name, string Value)> Arguments(WafRequest request) => request.Query
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(argument => argument.Split('=', 2))
        .Select(parts => (parts[0], parts.ElementAtOrDefault(1) ?? ""));

    private static List<HeaderLine> Within(HeaderLines headers)
    {
        var bytes = 0;
        return [.. headers.Take(MaxHeaders).TakeWhile(line => (bytes += line.Name.Length + line.Value.Length) <= MaxHeaderBytes)];
    }
}
