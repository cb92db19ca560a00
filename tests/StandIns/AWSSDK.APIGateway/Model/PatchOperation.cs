namespace Amazon.APIGateway.Model;

public class PatchOperation
{
    public string From { get; set; }
    public Op Op { get; set; }
    public string Path { get; set; }
    public string Value { get; set; }
}
