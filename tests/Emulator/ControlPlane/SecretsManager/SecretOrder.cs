using System.Text.Json.Nodes;

namespace Egress.Emulator.ControlPlane.SecretsManager;

/// <summary>In which order ListSecrets lists: newest first unless told.</summary>
internal sealed record SecretOrder(string SortBy, bool IsAscending)
{
    private static readonly string[] Keys = ["created-date", "last-accessed-date", "last-changed-date", "name"];

    public static SecretOrder Read(JsonObject input)
    {
        var (key, order) = (input.Text("SortBy") ?? "created-date", input.Text("SortOrder") ?? "desc");
        return Keys.Contains(key) && order is "asc" or "desc"
            ? new SecretOrder(key, order == "asc")
            : throw SecretErrors.InvalidParameter($"SortBy is '{key}' and SortOrder '{order}'; expected one of {string.Join(", ", Keys)}, and asc or desc.");
    }

    public IEnumerable<Secret> Sort(IEnumerable<Secret> secrets) => SortBy switch
    {
        "name" => Sort(secrets, secret => secret.Name, StringComparer.Ordinal),
        "last-accessed-date" => Sort(secrets, secret => secret.LastAccessedDate ?? DateTimeOffset.MinValue, Comparer<DateTimeOffset>.Default),
        "last-changed-date" => Sort(secrets, secret => secret.LastChangedDate, Comparer<DateTimeOffset>.Default),
        _ => Sort(secrets, secret => secret.CreatedDate, Comparer<DateTimeOffset>.Default),
    };

    private IOrderedEnumerable<Secret> Sort<T>(IEnumerable<Secret> secrets, Func<Secret, T> key, IComparer<T> comparer) =>
        IsAscending ? secrets.OrderBy(key, comparer) : secrets.OrderByDescending(key, comparer);
}
