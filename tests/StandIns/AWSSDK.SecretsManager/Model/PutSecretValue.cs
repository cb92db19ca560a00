using System.Text.Json.Serialization;

namespace Amazon.SecretsManager.Model;

public class PutSecretValueRequest : AmazonSecretsManagerRequest
{
    [JsonIgnore] public string ClientRequestToken { get; set; }

    /// <summary>Filled in when unset, once for all attempts of a call, so that a retry is recognized.</summary>
    [JsonInclude, JsonPropertyName("ClientRequestToken")]
    internal string SentToken => ClientRequestToken ?? Guid.NewGuid().ToString();

    public string RotationToken { get; set; }
    [JsonIgnore] public MemoryStream SecretBinary { get; set; }

    [JsonInclude, JsonPropertyName("SecretBinary")]
    internal byte[] SecretBytes
    {
        get => SecretBinary?.ToArray();
        set => SecretBinary = value is null ? null : new MemoryStream(value);
    }

    public string SecretId { get; set; }
    public string SecretString { get; set; }
    public List<string> VersionStages { get; set; }
}

public class PutSecretValueResponse : AmazonWebServiceResponse
{
    public string ARN { get; set; }
    public string Name { get; set; }
    public string VersionId { get; set; }
    public List<string> VersionStages { get; set; }
}
