namespace Egress.Emulator.Gateway.Policy;

/// <summary>ARNs are compared part by part, so that a wildcard never reaches over a colon, except in the last part. [doc: IAM JSON policy elements: ARN condition operators]</summary>
internal static class ArnPattern
{
    private const int Parts = 6;

    public static bool IsArn(string text) => text.StartsWith("arn:", StringComparison.Ordinal) && text.Split(':', Parts).Length == Parts && !text.Contains("${", StringComparison.Ordinal);

    public static bool Matches(string actual, string pattern)
    {
        var (actualParts, patternParts) = (actual.Split(':', Parts), pattern.Split(':', Parts));
        return actualParts.Length == Parts && patternParts.Length == Parts && actualParts.Zip(patternParts).All(part => Wildcard.Matches(part.Second, part.First));
    }
}
