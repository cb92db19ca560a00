namespace Amazon.SecretsManager.Model;

public class ListSecretVersionIdsRequest : AmazonSecretsManagerRequest
{
    public bool? IncludeDeprecated { get; set; }
    public int? MaxResults { get; set; }
    public string NextToken { get; set; }
    public string SecretId { get; set; }
}

public class ListSecretVersionIdsResponse : AmazonWebServiceResponse
{
    public string ARN { get; set; }
    public string Name { get; set; }
    public string NextToken { get; set; }
    public List<SecretVersionsListEntry> Versions { get; set; }
}
