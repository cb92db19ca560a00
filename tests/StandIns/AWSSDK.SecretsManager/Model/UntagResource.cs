namespace Amazon.SecretsManager.Model;

public class UntagResourceRequest : AmazonSecretsManagerRequest
{
    public string SecretId { get; set; }
    public List<string> TagKeys { get; set; }
}

public class UntagResourceResponse : AmazonWebServiceResponse;
