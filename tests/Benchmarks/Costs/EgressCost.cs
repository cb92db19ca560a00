namespace Egress.Benchmarks.Costs;

/// <summary>The bill of the template with its defaults: what it makes, what a call uses, what a rotation uses. No free tier.</summary>
internal static class EgressCost
{
    // What template.yaml makes; a test counts them there.
    public const int Endpoints = 2;
    public const int Alarms = 7;
    public const int AlarmsPerUpstream = 2;
    public const int FilteredMetrics = 2;

    /// <summary>Those that each sweep reports, all month long.</summary>
    public const int SweptMetrics = 8;
    public const int Dashboards = 1;

    /// <summary>A streamed answer is billed as one request for each started 10 MB.</summary>
    public const int KilobytesPerRequest = 10_240;

    /// <summary>The access log's format, filled in for a call to api.openai.com, has 451 bytes.</summary>
    public const decimal LogKilobytes = 0.5m;

    /// <summary>Ten warm environments of callers, each of which reads its key every five minutes.</summary>
    public const int SecretReads = 10 * 12 * Usage.Hours;

    /// <summary>A query behind each read of the key, and one behind a connection to the gateway as often.</summary>
    public const int NameQueries = 2 * SecretReads;

    /// <summary>X-Ray's default rule records the first call of each second and a twentieth of the rest. Calls that come evenly are recorded the most.</summary>
    public const int CallsAllTraced = 3_600 * Usage.Hours;
    public const decimal TracedOfTheRest = 0.05m;

    /// <summary>One rotation a month: Admin and Probe, 512 MB each, for no longer than Admin's timeout of 15 minutes.</summary>
    public const decimal RotationGigabyteSeconds = 2 * 0.5m * 900;

    /// <summary>Calls of Probe at each rotation, on each upstream.</summary>
    public const int ProbePasses = 40;

    public static decimal Monthly(Region region, Usage usage) => Fixed(region, usage) + PerUse(region, usage);

    public static long Requests(Usage usage) => usage.Calls * RequestsPerCall(usage);

    public static long RequestsPerCall(Usage usage) => Math.Max(1, (usage.AnswerKilobytes + KilobytesPerRequest - 1) / KilobytesPerRequest);

    private static decimal Fixed(Region region, Usage usage) =>
        (Endpoints * usage.ZoneHours * region[Item.EndpointHour])
        + region[Item.SecretMonth] + (SecretReads / 10_000m * region[Item.SecretReads])
        + ((Alarms + (AlarmsPerUpstream * usage.Upstreams)) * region[Item.AlarmMonth])
        + ((FilteredMetrics + SweptMetrics) * region[Item.MetricMonth]) + (Dashboards * region[Item.DashboardMonth])
        + (RotationGigabyteSeconds * region[Item.FunctionGigabyteSecond])
        + (NameQueries * region[Item.NameQueries] / 1_000_000);

    private static decimal PerUse(Region region, Usage usage)
    {
        var logged = usage.Calls * LogKilobytes / 1_048_576;
        return RequestTiers.Cost(region, Requests(usage) + (ProbePasses * usage.Upstreams))
            + (usage.Gigabytes * region[Item.EndpointGigabyte])
            + (logged * (region[Item.LogGigabyte] + region[Item.LogKeptGigabyte]))
            + (Traces(usage) * region[Item.Traces] / 1_000_000);
    }

    private static decimal Traces(Usage usage)
    {
        var all = Math.Min(usage.Calls, CallsAllTraced);
        return usage.IsTraced ? all + ((usage.Calls - all) * TracedOfTheRest) : 0;
    }
}
