namespace Egress.Emulator.Template;

/// <summary>The parameters that every template has (AWS page "Pseudo parameters reference"). <c>AWS::NoValue</c> is not a value and therefore not here.</summary>
internal static class PseudoParameters
{
    public const string NoValue = "AWS::NoValue";
    private const string NotificationArns = "AWS::NotificationARNs";

    public static bool IsName(string name) => name.StartsWith("AWS::", StringComparison.Ordinal);

    public static Node Value(string name, StackIdentity stack, SourceLocation at) => name switch
    {
        "AWS::AccountId" => new ScalarNode(at, stack.AccountId),
        "AWS::Partition" => new ScalarNode(at, stack.Partition),
        "AWS::Region" => new ScalarNode(at, stack.Region),
        "AWS::StackId" => new ScalarNode(at, stack.StackId),
        "AWS::StackName" => new ScalarNode(at, stack.StackName),
        "AWS::URLSuffix" => new ScalarNode(at, stack.UrlSuffix),
        NotificationArns => new ListNode(at, []),
        _ => throw new TemplateException(
            at,
            $"the pseudo parameter {name}",
            $"one of AWS::AccountId, {NotificationArns}, {NoValue}, AWS::Partition, AWS::Region, AWS::StackId, AWS::StackName, AWS::URLSuffix",
            "correct it"),
    };
}
