using System.Text;

namespace Amazon.Lambda.Model;

public class InvokeRequest : AmazonLambdaRequest
{
    public string ClientContextBase64 { get; set; }
    public string DurableExecutionName { get; set; }
    public string FunctionName { get; set; }
    public InvocationType InvocationType { get; set; }
    public LogType LogType { get; set; }
    public MemoryStream PayloadStream { get; set; }
    public string Qualifier { get; set; }
    public string TenantId { get; set; }

    /// <summary><see cref="PayloadStream"/> as text.</summary>
    public string Payload
    {
        get => PayloadStream is null ? null : Encoding.UTF8.GetString(PayloadStream.ToArray());
        set => PayloadStream = value is null ? null : new MemoryStream(Encoding.UTF8.GetBytes(value));
    }

    /// <summary><see cref="ClientContextBase64"/> as text.</summary>
    public string ClientContext
    {
        get => ClientContextBase64 is null ? null : Encoding.UTF8.GetString(Convert.FromBase64String(ClientContextBase64));
        set => ClientContextBase64 = value is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(value));
    }
}

public class InvokeResponse : AmazonWebServiceResponse
{
    public string DurableExecutionArn { get; set; }
    public string ExecutedVersion { get; set; }
    public string FunctionError { get; set; }
    public string LogResult { get; set; }
    public MemoryStream Payload { get; set; }
    public int? StatusCode { get; set; }
}
