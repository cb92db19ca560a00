namespace Egress.Emulator.Gateway.Request;

/// <summary>How a path fits a resource.</summary>
/// <param name="Rank">One character a segment; the smaller in ordinal order, the closer the fit.</param>
/// <param name="Values">The path parameters, still percent-encoded.</param>
internal sealed record PathMatch(string Rank, IReadOnlyDictionary<string, string> Values)
{
    private const char Static = '0';
    private const char Parameter = '1';
    private const char Greedy = '2';

    public static PathMatch? Of(string[] pattern, string[] segments)
    {
        var rank = new char[pattern.Length];
        var values = new Dictionary<string, string>();
        for (var index = 0; index < pattern.Length; index++)
        {
            if (index >= segments.Length)
            {
                return null;
            }

            if (IsGreedy(pattern[index]))
            {
                rank[index] = Greedy;
                values[pattern[index][1..^2]] = string.Join('/', segments[index..]);
                return new PathMatch(new string(rank, 0, index + 1), values);
            }

            if (IsParameter(pattern[index]))
            {
                rank[index] = Parameter;
                values[pattern[index][1..^1]] = segments[index];
            }
            else if (pattern[index] == segments[index])
            {
                rank[index] = Static;
            }
            else
            {
                return null;
            }
        }

        return pattern.Length == segments.Length ? new PathMatch(new string(rank), values) : null;
    }

    private static bool IsGreedy(string segment) => segment.StartsWith('{') && segment.EndsWith("+}", StringComparison.Ordinal);

    private static bool IsParameter(string segment) => segment.StartsWith('{') && segment.EndsWith('}');
}
