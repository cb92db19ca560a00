using System.Text.Json.Serialization;

namespace Amazon.SecretsManager.Model;

public class RotateSecretRequest : AmazonSecretsManagerRequest
{
    [JsonIgnore] public string ClientRequestToken { get; set; }

    /// <summary>Filled in when unset, once for all attempts of a call, so that a retry is recognized.</summary>
    [JsonInclude, JsonPropertyName("ClientRequestToken")]
    internal string SentToken => ClientRequestToken ?? Guid.NewGuid().ToString();

    public List<ExternalSecretRotationMetadataItem> ExternalSecretRotationMetadata { get; set; }
    public string ExternalSecretRotationRoleArn { get; set; }
    public bool? RotateImmediately { get; set; }
    public string RotationLambdaARN { get; set; }
    public RotationRulesType RotationRules { get; set; }
    public string SecretId { get; set; }
}

public class RotateSecretResponse : AmazonWebServiceResponse
{
    public string ARN { get; set; }
    public string Name { get; set; }
    public string VersionId { get; set; }
}
