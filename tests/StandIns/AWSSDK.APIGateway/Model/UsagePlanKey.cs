namespace Amazon.APIGateway.Model;

public class UsagePlanKey
{
    public string Id { get; set; }
    public string Name { get; set; }
    public string Type { get; set; }
    public string Value { get; set; }
}
