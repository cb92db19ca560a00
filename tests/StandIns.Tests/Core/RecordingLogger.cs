using Amazon.Lambda.Core;

namespace Egress.StandIns.Tests.Core;

/// <summary>A hand-written logger, as a test of a function has one: only the two members without a default body.</summary>
internal sealed class RecordingLogger : ILambdaLogger
{
    public List<string> Lines { get; } = [];

    public void Log(string message) => Lines.Add(message);

    public void LogLine(string message) => Lines.Add(message);
}
