namespace Egress.Client.Addressing;

/// <summary>
/// The body of a request that has none and whose method expects one. The wire is the same, <c>Content-Length: 0</c>; but <see cref="SocketsHttpHandler"/> sends a request without content
/// up to three times more by itself when its connection ends before an answer, whatever the method. With content it does not.
/// </summary>
internal sealed class EmptyBody : ByteArrayContent
{
    private EmptyBody()
        : base([])
    {
    }

    public static void Write(HttpRequestMessage request)
    {
        // Of the methods that the gateway routes, those for which the handler writes a length of zero.
        if (request.Content is null && (request.Method == HttpMethod.Post || request.Method == HttpMethod.Put || request.Method == HttpMethod.Patch))
        {
            request.Content = new EmptyBody();
        }
    }

    public static void Remove(HttpRequestMessage request)
    {
        if (request.Content is EmptyBody)
        {
            request.Content = null;
        }
    }
}
