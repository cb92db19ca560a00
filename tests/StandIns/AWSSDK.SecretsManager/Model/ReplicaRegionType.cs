namespace Amazon.SecretsManager.Model;

public class ReplicaRegionType
{
    public string KmsKeyId { get; set; }
    public string Region { get; set; }
}
