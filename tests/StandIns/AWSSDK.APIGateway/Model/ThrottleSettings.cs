namespace Amazon.APIGateway.Model;

public class ThrottleSettings
{
    public int? BurstLimit { get; set; }
    public double? RateLimit { get; set; }
}
