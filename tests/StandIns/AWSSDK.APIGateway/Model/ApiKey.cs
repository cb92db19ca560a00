namespace Amazon.APIGateway.Model;

public class ApiKey
{
    public DateTime? CreatedDate { get; set; }
    public string CustomerId { get; set; }
    public string Description { get; set; }
    public bool? Enabled { get; set; }
    public string Id { get; set; }
    public DateTime? LastUpdatedDate { get; set; }
    public string Name { get; set; }
    public List<string> StageKeys { get; set; }
    public Dictionary<string, string> Tags { get; set; }
    public string Value { get; set; }
}
