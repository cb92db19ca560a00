using Microsoft.Extensions.Logging;

namespace Egress.Admin;

/// <summary>One line per decision: who, what, for which consumer, which key, and how it came out. A key shows as its fingerprint only.</summary>
internal sealed partial class Audit(ILogger<Audit> logger)
{
    public void Decided(string actor, string action, string consumer, string? fingerprint, string outcome) =>
        Log.Decided(logger, actor, action, consumer, fingerprint ?? "none", outcome);

    /// <summary>Something was found that somebody has to look at.</summary>
    public void Alarm(string actor, string action, string consumer, string? fingerprint, string finding) =>
        Log.Alarm(logger, actor, action, consumer, fingerprint ?? "none", finding);

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "audit actor={Actor} action={Action} consumer={Consumer} fp={Fingerprint} outcome={Outcome}")]
        public static partial void Decided(ILogger logger, string actor, string action, string consumer, string fingerprint, string outcome);

        [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "alarm actor={Actor} action={Action} consumer={Consumer} fp={Fingerprint} finding={Finding}")]
        public static partial void Alarm(ILogger logger, string actor, string action, string consumer, string fingerprint, string finding);
    }
}
