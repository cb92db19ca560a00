using System.Text.RegularExpressions;

namespace Egress.Admin.Calls;

/// <summary>
/// A call of an AWS service failed for good. It quotes the service, with everything that could be a key's value taken out,
/// and carries no inner exception, since that one would quote unredacted.
/// </summary>
internal sealed partial class CallFailedException(string operation, string? code, bool isOutcomeUnknown, string detail)
    : Exception($"{operation} failed{(isOutcomeUnknown ? " with an unknown outcome" : "")}: {code ?? "no answer"}: {Redact(detail)}")
{
    public string Operation { get; } = operation;

    /// <summary>The service's error type, such as <c>ConflictException</c>; decisions are made on it, never on a status.</summary>
    public string? Code { get; } = code;

    /// <summary>The call may have been carried out: read before doing it again.</summary>
    public bool IsOutcomeUnknown { get; } = isOutcomeUnknown;

    private static string Redact(string text) => KeyLike().Replace(text, "[redacted]");

    [GeneratedRegex("[A-Za-z0-9]{30,}", RegexOptions.CultureInvariant)]
    private static partial Regex KeyLike();
}
