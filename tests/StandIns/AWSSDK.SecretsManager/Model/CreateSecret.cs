using System.Text.Json.Serialization;

namespace Amazon.SecretsManager.Model;

public class CreateSecretRequest : AmazonSecretsManagerRequest
{
    public List<ReplicaRegionType> AddReplicaRegions { get; set; }
    [JsonIgnore] public string ClientRequestToken { get; set; }

    /// <summary>Filled in when unset, once for all attempts of a call, so that a retry is recognized.</summary>
    [JsonInclude, JsonPropertyName("ClientRequestToken")]
    internal string SentToken => ClientRequestToken ?? Guid.NewGuid().ToString();

    public string Description { get; set; }
    public bool? ForceOverwriteReplicaSecret { get; set; }
    public string KmsKeyId { get; set; }
    public string Name { get; set; }
    [JsonIgnore] public MemoryStream SecretBinary { get; set; }

    [JsonInclude, JsonPropertyName("SecretBinary")]
    internal byte[] SecretBytes
    {
        get => SecretBinary?.ToArray();
        set => SecretBinary = value is null ? null : new MemoryStream(value);
    }

    public string SecretString { get; set; }
    public List<Tag> Tags { get; set; }
    public string Type { get; set; }
}

public class CreateSecretResponse : AmazonWebServiceResponse
{
    public string ARN { get; set; }
    public string Name { get; set; }
    public List<ReplicationStatusType> ReplicationStatus { get; set; }
    public string VersionId { get; set; }
}
