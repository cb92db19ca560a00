using Amazon.Runtime.Internal;

namespace Amazon.StandIns;

/// <summary>A service as its operations need it. Its fault makes the exception of an error answer and the JSON members of its body.</summary>
internal sealed record Service(string Namespace, string ApiVersion, Func<ErrorResponse, IReadOnlyDictionary<string, string>, AmazonServiceException> Fault);
