using Amazon.Runtime.Internal;

namespace Amazon.StandIns;

/// <summary>The time limits for connecting that every generated client brings along, by mode; recorded from AWSSDK.SecurityToken 4.0.101.8.</summary>
internal static class DefaultModes
{
    public static DefaultConfigurationProvider Provider { get; } = new(
    [
        Mode(DefaultConfigurationMode.Standard, TimeSpan.FromSeconds(3.1)),
        Mode(DefaultConfigurationMode.InRegion, TimeSpan.FromSeconds(1.1)),
        Mode(DefaultConfigurationMode.CrossRegion, TimeSpan.FromSeconds(3.1)),
        Mode(DefaultConfigurationMode.Mobile, TimeSpan.FromSeconds(30)),
        Mode(DefaultConfigurationMode.Auto, TimeSpan.FromSeconds(1.1)),
    ]);

    private static DefaultConfiguration Mode(DefaultConfigurationMode name, TimeSpan connectTimeout) => new()
    {
        Name = name,
        RetryMode = RequestRetryMode.Standard,
        S3UsEast1RegionalEndpoint = S3UsEast1RegionalEndpointValue.Regional,
        ConnectTimeout = connectTimeout,
        TlsNegotiationTimeout = connectTimeout,
    };
}
