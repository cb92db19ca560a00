namespace Egress.Emulator.Gateway;

/// <summary>An answer made before the API is known, or by a web ACL itself: it is of no gateway response type, has no error type and cannot be customised.</summary>
internal sealed record FrontEndRejection(int StatusCode, string? ContentType, string Body)
{
    /// <summary>Where the end of the request is in doubt, nothing more may be read from its connection (RFC 9112, section 9.3).</summary>
    public static readonly FrontEndRejection Malformed = new(400, null, "") { ClosesConnection = true };

    public bool ClosesConnection { get; init; }

    /// <summary>Made before the body was read. If there is one the connection ends, so that no byte of it can stand before another request.</summary>
    public bool LeavesBody { get; init; }

    /// <summary>The two front-end limits on size answer without any id. [capture: koki-develop/lgtm-generator #10]</summary>
    public bool HasRequestIds { get; init; }

    public IReadOnlyList<HeaderLine> Headers { get; init; } = [];
}
