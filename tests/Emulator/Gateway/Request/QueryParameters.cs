namespace Egress.Emulator.Gateway.Request;

/// <summary>The query as API Gateway handles it: parsed, decoded and later encoded again, so that a signature over the original does not survive.</summary>
internal static class QueryParameters
{
    /// <summary>Raw <c>|</c>, <c>{</c> and <c>}</c> are not supported. [doc: Amazon API Gateway important notes]</summary>
    public static bool IsSupported(string rawQuery) => rawQuery.AsSpan().IndexOfAny("|{}") < 0 && PercentEncoding.IsWellFormed(rawQuery);

    /// <summary><c>&amp;</c> separates, and so does <c>;</c>. [doc: same]</summary>
    public static IReadOnlyList<QueryParameter> Parse(string rawQuery) =>
        [.. rawQuery.Split(['&', ';'], StringSplitOptions.RemoveEmptyEntries).Select(ParseOne)];

    public static string Format(IEnumerable<QueryParameter> parameters, bool spaceAsPlus)
    {
        var query = string.Join('&', parameters.Select(parameter => PercentEncoding.EncodeQueryName(parameter.Name) + "=" + PercentEncoding.EncodeQueryValue(parameter.Value)));
        return spaceAsPlus ? query.Replace("%20", "+", StringComparison.Ordinal) : query;
    }

    private static QueryParameter ParseOne(string pair)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? new QueryParameter(PercentEncoding.DecodeQuery(pair), "")
            : new QueryParameter(PercentEncoding.DecodeQuery(pair[..equals]), PercentEncoding.DecodeQuery(pair[(equals + 1)..]));
    }
}
