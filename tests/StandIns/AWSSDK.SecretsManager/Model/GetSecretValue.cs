using System.Text.Json.Serialization;

namespace Amazon.SecretsManager.Model;

public class GetSecretValueRequest : AmazonSecretsManagerRequest
{
    public string SecretId { get; set; }
    public string VersionId { get; set; }
    public string VersionStage { get; set; }
}

public class GetSecretValueResponse : AmazonWebServiceResponse
{
    public string ARN { get; set; }
    public DateTime? CreatedDate { get; set; }
    public string Name { get; set; }
    [JsonIgnore] public MemoryStream SecretBinary { get; set; }

    [JsonInclude, JsonPropertyName("SecretBinary")]
    internal byte[] SecretBytes
    {
        get => SecretBinary?.ToArray();
        set => SecretBinary = value is null ? null : new MemoryStream(value);
    }

    public string SecretString { get; set; }
    public string VersionId { get; set; }
    public List<string> VersionStages { get; set; }
}
