namespace Amazon.APIGateway.Model;

public class StageKey
{
    public string RestApiId { get; set; }
    public string StageName { get; set; }
}
