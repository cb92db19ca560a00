namespace Amazon.SecretsManager.Model;

public class ListSecretsRequest : AmazonSecretsManagerRequest
{
    public List<Filter> Filters { get; set; }
    public bool? IncludePlannedDeletion { get; set; }
    public int? MaxResults { get; set; }
    public string NextToken { get; set; }
    public SortByType SortBy { get; set; }
    public SortOrderType SortOrder { get; set; }
}

public class ListSecretsResponse : AmazonWebServiceResponse
{
    public string NextToken { get; set; }
    public List<SecretListEntry> SecretList { get; set; }
}
