using System.Text.Json.Serialization;
using Amazon.StandIns;

namespace Amazon.SecretsManager;

internal static class Enumerations
{
    public static IEnumerable<JsonConverter> Converters { get; } =
    [
        new EnumerationConverter<FilterNameStringType>(FilterNameStringType.FindValue),
        new EnumerationConverter<SortByType>(SortByType.FindValue),
        new EnumerationConverter<SortOrderType>(SortOrderType.FindValue),
        new EnumerationConverter<StatusType>(StatusType.FindValue),
    ];
}
