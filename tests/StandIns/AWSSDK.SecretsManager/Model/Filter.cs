namespace Amazon.SecretsManager.Model;

public class Filter
{
    public FilterNameStringType Key { get; set; }
    public List<string> Values { get; set; }
}
