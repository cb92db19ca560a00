namespace Amazon.APIGateway.Model;

public class ApiStage
{
    public string ApiId { get; set; }
    public string Stage { get; set; }
    public Dictionary<string, ThrottleSettings> Throttle { get; set; }
}
