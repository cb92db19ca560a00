using Egress.Emulator.Gateway;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>
/// A stage's access log in patches: add and replace of <c>/accessLogSettings/destinationArn</c> and <c>…/format</c>, remove of both together. Which paths there are
/// and the texts of what is refused: recorded with test_stage_access_log_settings_validation, 2026-02-25.
/// </summary>
internal static class AccessLogPatch
{
    public static bool Concerns(PatchOperation patch) => patch.Path.Split('/') is [_, "accessLogSettings", ..];

    public static ApiStage Apply(ApiStage stage, PatchOperation patch) => (patch.Op, patch.Path) switch
    {
        ("remove", "/accessLogSettings") => stage with { AccessLogDestination = null, AccessLogFormat = null },
        ("remove", _) => throw MethodSettingPatch.NothingToRemove(patch),
        ("add" or "replace", "/accessLogSettings/destinationArn") => stage with { AccessLogDestination = Destination(Value(patch)) },
        ("add" or "replace", "/accessLogSettings/format") => stage with { AccessLogFormat = Format(Value(patch)) },
        _ => throw ApiGatewayErrors.BadRequest("Invalid accessLogSettings path. Must be one of : [/accessLogSettings/destinationArn, /accessLogSettings/format]"),
    };

    private static string Value(PatchOperation patch) => string.IsNullOrEmpty(patch.Value) ? throw ApiGatewayErrors.BadRequest("Access Log value must not be empty") : patch.Value;

    private static string Destination(string arn) => arn.StartsWith("arn:", StringComparison.Ordinal) && arn.Split(':').Length >= 6
        ? arn
        : throw ApiGatewayErrors.BadRequest($"Invalid ARN specified in the request: {arn}");

    // The first text is UpdateStage's own; that requestId or extendedRequestId is required: AWS page "Set up CloudWatch logging for REST APIs".
    private static string Format(string format)
    {
        if (format.TrimEnd('\n').Contains('\n', StringComparison.Ordinal))
        {
            throw ApiGatewayErrors.BadRequest("Access Logs format must be single line, new line character is allowed only at end of the format");
        }

        return format.Contains("$context.requestId", StringComparison.Ordinal) || format.Contains("$context.extendedRequestId", StringComparison.Ordinal)
            ? format
            : throw ApiGatewayErrors.BadRequest("Access Logs format must contain $context.requestId or $context.extendedRequestId");
    }
}
