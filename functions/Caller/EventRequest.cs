namespace Egress.Caller;

/// <summary>An event as the request that it describes.</summary>
internal static class EventRequest
{
    /// <exception cref="BadEventException">The event describes no request.</exception>
    public static HttpRequestMessage Read(Stream input)
    {
        var described = ProxyEventReader.Read(Bytes(input));
        var uri = EventUri.Of(Host(described), described.Path, described.Parameters);
        var request = new HttpRequestMessage(Method(described.Method), uri) { Content = described.Body.IsEmpty ? null : new ReadOnlyMemoryContent(described.Body) };
        AddHeaders(request, described.Headers);
        return request;
    }

    /// <summary>The runtime client has the event in memory already; where it shows its buffer, nothing is copied.</summary>
    private static ReadOnlyMemory<byte> Bytes(Stream input)
    {
        if (input is MemoryStream memory && memory.TryGetBuffer(out var buffer))
        {
            return buffer.AsMemory((int)memory.Position);
        }

        var bytes = new byte[input.Length - input.Position];
        input.ReadExactly(bytes);
        return bytes;
    }

    private static HttpMethod Method(string? method)
    {
        try
        {
            return HttpMethod.Parse(method);
        }
        catch (Exception invalid) when (invalid is FormatException or ArgumentException)
        {
            throw new BadEventException("The event has no httpMethod that is a method. Expected GET, POST or the like.");
        }
    }

    private static string Host(ProxyEvent described)
    {
        var hosts = described.Headers.Where(header => header.Key.Equals("Host", StringComparison.OrdinalIgnoreCase)).SelectMany(header => header.Value).ToList();
        return hosts.Count == 1 ? hosts[0] : throw new BadEventException($"The event has {hosts.Count} Host headers. Expected one, with the upstream's host name.");
    }

    /// <summary>What <c>Connection</c> names belongs to that connection as well.</summary>
    private static void AddHeaders(HttpRequestMessage request, IReadOnlyDictionary<string, IList<string>> headers)
    {
        var named = headers.Where(header => header.Key.Equals("Connection", StringComparison.OrdinalIgnoreCase))
            .SelectMany(header => header.Value)
            .SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in headers.Where(header => !HopByHop.Contains(header.Key) && !named.Contains(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values) && !(request.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(name, values))
            {
                throw new BadEventException("The event has a header whose name is no header name. Expected letters, digits and hyphens.");
            }
        }
    }
}
