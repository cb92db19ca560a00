namespace Egress.Admin.Calls;

/// <summary>Reads every page of a list. A page that names a position already seen would never end: that is an error, not an answer.</summary>
internal static class Pages
{
    public static async Task<IReadOnlyList<T>> AllAsync<T>(string operation, Func<string?, Task<Page<T>>> read)
    {
        var all = new List<T>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? position = null;
        do
        {
            var (items, next) = await read(position);
            all.AddRange(items ?? []);
            if (next is not null && !seen.Add(next))
            {
                throw new CallFailedException(operation, "RepeatedPosition", isOutcomeUnknown: false, $"page {seen.Count + 1} names a position that was read before");
            }

            position = next;
        }
        while (position is not null);
        return all;
    }
}
