namespace Amazon.SecretsManager.Model;

public class SecretListEntry
{
    public string ARN { get; set; }
    public DateTime? CreatedDate { get; set; }
    public DateTime? DeletedDate { get; set; }
    public string Description { get; set; }
    public List<ExternalSecretRotationMetadataItem> ExternalSecretRotationMetadata { get; set; }
    public string ExternalSecretRotationRoleArn { get; set; }
    public string KmsKeyId { get; set; }
    public DateTime? LastAccessedDate { get; set; }
    public DateTime? LastChangedDate { get; set; }
    public DateTime? LastRotatedDate { get; set; }
    public string Name { get; set; }
    public DateTime? NextRotationDate { get; set; }
    public string OwningService { get; set; }
    public string PrimaryRegion { get; set; }
    public bool? RotationEnabled { get; set; }
    public string RotationLambdaARN { get; set; }
    public RotationRulesType RotationRules { get; set; }
    public Dictionary<string, List<string>> SecretVersionsToStages { get; set; }
    public List<Tag> Tags { get; set; }
    public string Type { get; set; }
}
