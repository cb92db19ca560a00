namespace Amazon.APIGateway.Model;

public class QuotaSettings
{
    public int? Limit { get; set; }
    public int? Offset { get; set; }
    public QuotaPeriodType Period { get; set; }
}
