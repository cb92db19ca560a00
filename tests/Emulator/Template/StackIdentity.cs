namespace Egress.Emulator.Template;

/// <summary>What the pseudo parameters say of the stack.</summary>
internal sealed record StackIdentity
{
    public const string EmulatedAccountId = "123456789012";

    public string StackName { get; init; } = "egress";
    public string Region { get; init; } = "us-east-1";
    public string AccountId { get; init; } = EmulatedAccountId;

    /// <summary>The last part of the stack's ARN, new with every stack.</summary>
    public required Guid Id { get; init; }

    // AWS page "Amazon Resource Names": three partitions that a template can be deployed to with an ordinary account.
    public string Partition => Region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn" : Region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov" : "aws";

    public string UrlSuffix => Partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";

    public string StackId => Arn("cloudformation", $"stack/{StackName}/{Id}");

    public string Arn(string service, string resource) => $"arn:{Partition}:{service}:{Region}:{AccountId}:{resource}";
}
