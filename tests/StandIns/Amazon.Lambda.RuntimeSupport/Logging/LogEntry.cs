using System.Globalization;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport.Logging;

internal sealed record LogEntry(DateTimeOffset Time, LogLevel Level, ILambdaContext Invocation, MessageTemplate Message, Exception Exception)
{
    public string Timestamp => Time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
