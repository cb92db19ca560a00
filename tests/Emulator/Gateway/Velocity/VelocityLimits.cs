namespace Egress.Emulator.Gateway.Velocity;

/// <summary>What no template may exceed, so that neither a template nor the body that it reads can hang the gateway or fill its memory.</summary>
internal static class VelocityLimits
{
    /// <summary>Directives in directives, parentheses in parentheses, texts in texts, and blocks that print themselves.</summary>
    public const int MaxDepth = 64;

    /// <summary>Values within values: as deep as AWS's JSON parser goes, by default. [doc: json-smart, LIMIT_JSON_DEPTH]</summary>
    public const int MaxValueDepth = 400;

    /// <summary>What <c>#foreach</c> does at most; the rest of the items is passed over. [doc: Quotas for configuring and running a REST API]</summary>
    public const int MaxLoopTurns = 1_000;

    public const int MaxItems = 100_000;

    /// <summary>Values that are read of one JSON text.</summary>
    public const int MaxValues = 1_000_000;

    /// <summary>Characters of one text, as many as a payload has bytes.</summary>
    public const int MaxTextLength = 10_485_760;

    /// <summary>Characters looked at, and <see cref="WorkOfStep"/> for each step: about a second.</summary>
    public const long MaxWork = 100_000_000;

    public const int WorkOfStep = 20;
}
