using System.Net;
using System.Text.Json;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace Amazon.StandIns;

internal sealed class Answer(Service service, string[] errors, Func<IWebResponseData, byte[], AmazonWebServiceResponse> read) : JsonResponseUnmarshaller
{
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        using var body = new MemoryStream();
        input.Stream.CopyTo(body);
        return read(input.ResponseData, body.ToArray());
    }

    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(input.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        error.InnerException = innerException;
        error.StatusCode = statusCode;
        return errors.Contains(error.Code) ? service.Documented(error, Texts(input.GetResponseBodyBytes())) : service.Undocumented(error);
    }

    private static Dictionary<string, string> Texts(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.EnumerateObject()
                .Where(member => member.Value.ValueKind == JsonValueKind.String)
                .ToDictionary(member => member.Name, member => member.Value.GetString());
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return []; // Not a JSON object, as from a proxy on the way: Core has already made an error of it.
        }
    }
}
