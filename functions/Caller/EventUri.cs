using System.Buffers;

namespace Egress.Caller;

/// <summary>The URI that an event describes. Its path is percent-encoded as it came; its query parameters are decoded.</summary>
internal static class EventUri
{
    /// <summary>Characters that would end the host, and send the request to another one.</summary>
    private static readonly SearchValues<char> AfterHost = SearchValues.Create("/\\?#@%\t\r\n ");

    public static Uri Of(string host, string? path, IReadOnlyDictionary<string, IList<string>> parameters)
    {
        if (host.Length == 0 || host.AsSpan().ContainsAny(AfterHost))
        {
            throw new BadEventException("The event's Host header is not a host. Expected a name such as api.example.com.");
        }

        if (path is { Length: > 0 } && path[0] != '/')
        {
            throw new BadEventException("The event's path does not begin with '/'. Expected the path of the upstream's URL.");
        }

        // What would end a path is a character of it here: the query has fields of its own.
        var escaped = (path ?? "/").Replace("?", "%3F", StringComparison.Ordinal).Replace("#", "%23", StringComparison.Ordinal).Replace("\\", "%5C", StringComparison.Ordinal);
        return Uri.TryCreate($"https://{host}{escaped}{Query(parameters)}", UriKind.Absolute, out var uri)
            ? uri
            : throw new BadEventException("The event's host and path make no URL. Expected a host name, and a path that begins with '/'.");
    }

    private static string Query(IReadOnlyDictionary<string, IList<string>> parameters)
    {
        var pairs = parameters.SelectMany(parameter => parameter.Value.Select(value => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(value ?? "")}")).ToList();
        return pairs.Count == 0 ? "" : $"?{string.Join('&', pairs)}";
    }
}
