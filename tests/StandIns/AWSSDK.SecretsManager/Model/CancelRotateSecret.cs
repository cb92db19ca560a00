namespace Amazon.SecretsManager.Model;

public class CancelRotateSecretRequest : AmazonSecretsManagerRequest
{
    public string SecretId { get; set; }
}

public class CancelRotateSecretResponse : AmazonWebServiceResponse
{
    public string ARN { get; set; }
    public string Name { get; set; }
    public string VersionId { get; set; }
}
