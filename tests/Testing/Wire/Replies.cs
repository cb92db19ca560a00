using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Egress.Testing.Wire;

/// <summary>Answers of a gateway: the upstream's own, as they look behind it, and its rejections to the byte.</summary>
public static class Replies
{
    private const string GatewayIds = "x-amzn-RequestId: 2c7ec7f2-1d0c-4b8e-9d0f-6a4f0c4f8a11\r\nx-amz-apigw-id: AbCdEfGhIjKlMnO=\r\n";

    /// <summary>The upstream's answer: the gateway renames its Date and Server.</summary>
    public static Reply Upstream(int status = 200, string body = "hello", params string[] headers) => (_, wire) => WriteAsync(
        wire, $"HTTP/1.1 {status} X\r\nDate: Sat, 21 Nov 2026 02:00:00 GMT\r\n{GatewayIds}x-amzn-Remapped-Date: Sat, 21 Nov 2026 01:00:00 GMT\r\nx-amzn-Remapped-Server: upstream/1\r\n{Lines(headers)}", body);

    /// <summary>A marked rejection. The body is the gateway's own template.</summary>
    public static Reply Rejection(string mark, int status, string responseType, string errorType = "ForbiddenException", string message = "Forbidden") => (_, wire) => WriteAsync(
        wire,
        $"HTTP/1.1 {status} X\r\nDate: Sat, 21 Nov 2026 02:00:00 GMT\r\nContent-Type: application/json\r\n{GatewayIds}x-amzn-ErrorType: {errorType}\r\nx-egress-error: {mark} {responseType}\r\n",
        $$"""{"message":"{{message}}"}""");

    /// <summary>Exactly these bytes.</summary>
    public static Reply Raw(string bytes) => async (_, wire) =>
    {
        await wire.WriteAsync(Encoding.UTF8.GetBytes(bytes));
        return true;
    };

    /// <summary>These bytes, then a reset.</summary>
    public static Reply RawThenReset(string bytes) => async (_, wire) =>
    {
        await wire.WriteAsync(Encoding.UTF8.GetBytes(bytes));
        return false;
    };

    public static Reply Reset() => (_, _) => Task.FromResult(false);

    /// <summary>The end of the connection in order, in place of an answer: as from a server that has just closed an idle one.</summary>
    public static Reply End() => (_, wire) =>
    {
        ((NetworkStream)wire).Socket.Shutdown(SocketShutdown.Send);
        return Task.FromResult(true); // and then waits for the other side's end, so that nothing becomes a reset
    };

    /// <summary>No answer until the test ends.</summary>
    public static Reply Silence() => async (_, wire) =>
    {
        // Only the other side can end this: by closing, which reads as zero bytes.
        var nothing = new byte[1];
        while (await wire.ReadAsync(nothing) > 0)
        {
        }

        return false;
    };

    private static string Lines(string[] headers) => string.Concat(headers.Select(header => $"{header}\r\n"));

    private static async Task<bool> WriteAsync(Stream wire, string head, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        await wire.WriteAsync(Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{head}Content-Length: {bytes.Length}\r\n\r\n")));
        await wire.WriteAsync(bytes);
        return true;
    }
}
