using System.Globalization;
using Amazon.Lambda.Model;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.StandIns;

namespace Amazon.Lambda;

/// <summary>https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html</summary>
internal static class Operations
{
    private static readonly Service Service = new("Amazon.Lambda", "2015-03-31", Faults.Documented, Faults.Undocumented);

    // Of the thirty that it documents, those that do not come from a function's own network, image or file system.
    public static readonly Operation<InvokeRequest> Invoke = new(
        Service,
        ["InvalidRequestContentException", "RequestTooLargeException", "ResourceNotFoundException", "ServiceException", "TooManyRequestsException"],
        Write,
        Read);

    private static void Write(IRequest http, InvokeRequest request)
    {
        http.HttpMethod = "POST";
        http.ResourcePath = "/2015-03-31/functions/{FunctionName}/invocations";
        http.UseQueryString = true;
        http.Path(nameof(request.FunctionName), request.FunctionName, message => new AmazonLambdaException(message))
            .Query("Qualifier", request.Qualifier)
            .Header("X-Amz-Client-Context", request.ClientContextBase64)
            .Header("X-Amz-Durable-Execution-Name", request.DurableExecutionName)
            .Header("X-Amz-Invocation-Type", request.InvocationType)
            .Header("X-Amz-Log-Type", request.LogType)
            .Header("X-Amz-Tenant-Id", request.TenantId);
        WritePayload(http, request.PayloadStream ?? new MemoryStream());
    }

    private static void WritePayload(IRequest http, MemoryStream payload)
    {
        http.ContentStream = payload;
        http.Header("Content-Length", payload.Length.ToString(CultureInfo.InvariantCulture));
        if (payload.Length > 0)
        {
            http.Header("Content-Type", "binary/octet-stream");
        }
    }

    private static InvokeResponse Read(IWebResponseData http, byte[] body) => new()
    {
        DurableExecutionArn = Header(http, "X-Amz-Durable-Execution-Arn"),
        ExecutedVersion = Header(http, "X-Amz-Executed-Version"),
        FunctionError = Header(http, "X-Amz-Function-Error"),
        LogResult = Header(http, "X-Amz-Log-Result"),
        Payload = new MemoryStream(body),
        StatusCode = (int)http.StatusCode,
    };

    private static string Header(IWebResponseData http, string name) => http.IsHeaderPresent(name) ? http.GetHeaderValue(name) : null;
}
