namespace Egress.Admin.CustomResource;

/// <summary>What CloudFormation waits for: at most 4,096 bytes of JSON, in which a character of the reason may take six.</summary>
internal sealed record StackAnswer
{
    private const int LongestReason = 500;

    public required string Status { get; init; }
    public required string Reason { get; init; }
    public required string PhysicalResourceId { get; init; }
    public required string StackId { get; init; }
    public required string RequestId { get; init; }
    public required string LogicalResourceId { get; init; }

    public static StackAnswer To(StackEvent request, bool isSuccess, string reason) => new()
    {
        Status = isSuccess ? "SUCCESS" : "FAILED",
        Reason = reason.Length <= LongestReason ? reason : reason[..LongestReason],
        PhysicalResourceId = request.StableId,
        StackId = request.StackId,
        RequestId = request.RequestId,
        LogicalResourceId = request.LogicalResourceId,
    };
}
