using System.Text.Json.Serialization;
using Amazon.StandIns;

namespace Amazon.APIGateway;

internal static class Enumerations
{
    public static IEnumerable<JsonConverter> Converters { get; } =
    [
        new EnumerationConverter<ApiKeySourceType>(ApiKeySourceType.FindValue),
        new EnumerationConverter<ApiStatus>(ApiStatus.FindValue),
        new EnumerationConverter<CacheClusterSize>(CacheClusterSize.FindValue),
        new EnumerationConverter<CacheClusterStatus>(CacheClusterStatus.FindValue),
        new EnumerationConverter<EndpointAccessMode>(EndpointAccessMode.FindValue),
        new EnumerationConverter<IpAddressType>(IpAddressType.FindValue),
        new EnumerationConverter<Op>(Op.FindValue),
        new EnumerationConverter<QuotaPeriodType>(QuotaPeriodType.FindValue),
        new EnumerationConverter<SecurityPolicy>(SecurityPolicy.FindValue),
        new EnumerationConverter<UnauthorizedCacheControlHeaderStrategy>(UnauthorizedCacheControlHeaderStrategy.FindValue),
    ];
}
