using Amazon.Lambda.Core;
using Xunit;

namespace Egress.StandIns.Tests.Core;

public sealed class ILambdaLoggerTests
{
    [Fact]
    public void A_level_ends_in_LogLine()
    {
        var recording = new RecordingLogger();
        ILambdaLogger logger = recording;

        logger.LogTrace("trace");
        logger.LogDebug("debug");
        logger.LogInformation("information");
        logger.LogWarning("warning");
        logger.LogError("error");
        logger.LogCritical("critical");
        logger.Log(LogLevel.Warning, "by level");

        Assert.Equal(["trace", "debug", "information", "warning", "error", "critical", "by level"], recording.Lines);
    }
}
