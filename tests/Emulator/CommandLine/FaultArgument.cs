using System.Globalization;
using Egress.Emulator.ControlPlane;

namespace Egress.Emulator.CommandLine;

/// <summary><c>--fault OPERATION=KIND[:TIMES]</c>.</summary>
internal static class FaultArgument
{
    public const string Form = "[SERVICE:]OPERATION=KIND[:TIMES]";

    private static readonly Dictionary<string, FaultKind> Kinds = new(StringComparer.Ordinal)
    {
        ["throttled"] = FaultKind.Throttled,
        ["limit"] = FaultKind.Limit,
        ["unavailable"] = FaultKind.Unavailable,
        ["lost-answer"] = FaultKind.LostAnswer,
        ["lost-call"] = FaultKind.LostCall,
    };

    public static string Expected => $"{Form}, where KIND is one of {string.Join(", ", Kinds.Keys)}, and TIMES a number from 1 on (without it: always), such as CreateApiKey=throttled:2";

    /// <summary>Whether <c>KIND[:TIMES]</c> is one.</summary>
    public static bool IsValid(string value) => Parse("any", value) is not null;

    public static InjectedFault Read(KeyValuePair<string, string> fault) => Parse(fault.Key, fault.Value)!; // checked when the command line was parsed

    private static InjectedFault? Parse(string operation, string value) => value.Split(':') switch
    {
        [var kind] when Kinds.TryGetValue(kind, out var known) => new(operation, known),
        [var kind, var times] when Kinds.TryGetValue(kind, out var known) && int.TryParse(times, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 =>
            new(operation, known) { Times = count },
        _ => null,
    };
}
