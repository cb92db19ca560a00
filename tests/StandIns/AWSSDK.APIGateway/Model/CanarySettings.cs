namespace Amazon.APIGateway.Model;

public class CanarySettings
{
    public string DeploymentId { get; set; }
    public double? PercentTraffic { get; set; }
    public Dictionary<string, string> StageVariableOverrides { get; set; }
    public bool? UseStageCache { get; set; }
}
