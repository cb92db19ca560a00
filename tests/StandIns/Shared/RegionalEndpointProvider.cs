using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using Amazon.Util;

namespace Amazon.StandIns;

/// <summary>The configured URL if there is one, else https://{service}[-fips].{region}.{suffix of the region's partition}.</summary>
internal sealed class RegionalEndpointProvider(string service) : IEndpointProvider
{
    private const string Region = nameof(Region);
    private const string Url = "Endpoint";
    private const string UseDualStack = nameof(UseDualStack);
    private const string UseFips = "UseFIPS";

    public static EndpointParameters Parameters(IClientConfig config, RegionEndpoint alternate) => new()
    {
        [Region] = alternate?.SystemName ?? config.RegionEndpoint?.SystemName ?? RegionOf(config),
        [Url] = config.ServiceURL,
        [UseDualStack] = config.UseDualstackEndpoint,
        [UseFips] = config.UseFIPSEndpoint,
    };

    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var fips = (bool)parameters[UseFips];
        var dualStack = (bool)parameters[UseDualStack];
        if (parameters[Url] is string { Length: > 0 } url)
        {
            return fips || dualStack
                ? throw new AmazonClientException("Invalid Configuration: FIPS or DualStack and a custom endpoint are not supported together")
                : new Endpoint(url);
        }

        var region = (string)parameters[Region] ?? throw new AmazonClientException("Invalid Configuration: Missing Region");
        var partition = Fn.Partition(region);
        if ((fips && !partition.supportsFIPS) || (dualStack && !partition.supportsDualStack))
        {
            throw new AmazonClientException($"FIPS or DualStack is enabled but the partition of {region} does not support it");
        }

        return new Endpoint($"https://{service}{(fips ? "-fips" : string.Empty)}.{region}.{(dualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix)}");
    }

    private static string RegionOf(IClientConfig config) => string.IsNullOrEmpty(config.ServiceURL) ? null
        : string.IsNullOrEmpty(config.AuthenticationRegion) ? AWSSDKUtils.DetermineRegion(config.ServiceURL)
        : config.AuthenticationRegion;
}
