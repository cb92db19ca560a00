namespace Egress.StandIns.Function;

/// <summary>What a test wants of the function.</summary>
internal sealed record Order(string? Do, string? Text);
