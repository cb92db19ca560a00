using Amazon.Runtime.Internal;

namespace Amazon.StandIns;

/// <summary>
/// A service as its operations need it. Of an error answer and the JSON members of its body it makes the exception that is named after the error's code,
/// or the service's own one if the operation does not document that code.
/// </summary>
internal sealed record Service(
    string Namespace,
    string ApiVersion,
    Func<ErrorResponse, IReadOnlyDictionary<string, string>, AmazonServiceException> Documented,
    Func<ErrorResponse, AmazonServiceException> Undocumented);
