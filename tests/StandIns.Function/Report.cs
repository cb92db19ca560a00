namespace Egress.StandIns.Function;

/// <summary>What the function saw: of its order, of its context, of a service.</summary>
internal sealed record Report
{
    public string? Text { get; init; }
    public string? RequestId { get; init; }
    public string? FunctionArn { get; init; }
    public string? FunctionName { get; init; }
    public string? FunctionVersion { get; init; }
    public string? LogGroup { get; init; }
    public string? LogStream { get; init; }
    public int? Memory { get; init; }
    public double? RemainingMilliseconds { get; init; }
    public string? TraceId { get; init; }
    public string? TraceVariable { get; init; }
    public string? IdentityId { get; init; }
    public string? ClientTitle { get; init; }
    public string? ClientCustom { get; init; }
}
