namespace Amazon.SecretsManager.Model;

public class DeleteSecretRequest : AmazonSecretsManagerRequest
{
    public bool? ForceDeleteWithoutRecovery { get; set; }
    public long? RecoveryWindowInDays { get; set; }
    public string SecretId { get; set; }
}

public class DeleteSecretResponse : AmazonWebServiceResponse
{
    public string ARN { get; set; }
    public DateTime? DeletionDate { get; set; }
    public string Name { get; set; }
}
