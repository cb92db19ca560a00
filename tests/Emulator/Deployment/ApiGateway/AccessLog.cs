namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>The property AccessLogSetting of a stage.</summary>
internal static class AccessLog
{
    public static string? Format(PropertyMap properties)
    {
        var setting = properties.FindMap("AccessLogSetting");
        setting?.RefuseOthersThan("DestinationArn", "Format");
        return setting?.FindText("Format") is { } format ? Checked(setting, format) : null;
    }

    // UpdateStage refuses the others: "Access Logs format must be single line, new line character is allowed only at end of the format"; and AWS page
    // "Set up CloudWatch logging for REST APIs": requestId or extendedRequestId is required.
    private static string Checked(PropertyMap setting, string format)
    {
        var isOneLine = !format.TrimEnd('\n').Contains('\n', StringComparison.Ordinal);
        var namesRequest = format.Contains("$context.requestId", StringComparison.Ordinal) || format.Contains("$context.extendedRequestId", StringComparison.Ordinal);
        return isOneLine && namesRequest
            ? format
            : throw setting.Require("Format").Unexpected(
                "the format of an access log",
                "one line that contains $context.requestId or $context.extendedRequestId",
                "correct it; in YAML >- joins lines");
    }
}
