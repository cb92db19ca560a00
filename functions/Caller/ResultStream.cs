using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

namespace Egress.Caller;

/// <summary>The result as Lambda takes it.</summary>
internal static class ResultStream
{
    /// <summary>The figure that Lambda itself names: "Response payload size exceeded maximum allowed payload size (6291556 bytes)".</summary>
    public const int MaxBytes = 6_291_556;

    /// <exception cref="ResponseTooLargeException">Written as JSON, the result is over the limit.</exception>
    public static MemoryStream Write(APIGatewayProxyResponse response, ILambdaSerializer serializer)
    {
        var stream = new MemoryStream();
        serializer.Serialize(response, stream);
        stream.Position = 0;
        return stream.Length <= MaxBytes ? stream : throw new ResponseTooLargeException();
    }
}
