using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.StandIns;

/// <summary>
/// One operation of a service: <paramref name="write"/> fills the HTTP request, <paramref name="read"/> makes the response of the HTTP answer,
/// <paramref name="errors"/> are the codes of the errors that it documents.
/// </summary>
internal sealed class Operation<TRequest>(
    Service service, string[] errors, Action<IRequest, TRequest> write, Func<IWebResponseData, byte[], AmazonWebServiceResponse> read)
    : InvokeOptionsBase, IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
{
    private readonly Answer answer = new(service, errors, read);

    public override IMarshaller<IRequest, AmazonWebServiceRequest> RequestMarshaller => this;

    public override ResponseUnmarshaller ResponseUnmarshaller => answer;

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, service.Namespace);
        request.Headers[Util.HeaderKeys.XAmzApiVersion] = service.ApiVersion;
        write(request, (TRequest)input);
        return request;
    }
}
