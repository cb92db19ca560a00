using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Egress.Client;

/// <summary>Where the gateway is and which key to use, bound from the configuration section <c>Egress</c> (environment: <c>Egress__GatewayUrl</c> and so on).</summary>
[DebuggerDisplay("{GatewayUrl,nq} {ApiId,nq}")]
public sealed class EgressOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string SectionName = "Egress";

    private const string Remedy = " is empty. Expected a value: set the environment variable Egress__";
    private const string Source = ", as template.yaml does from the stack's own values.";

    /// <summary>The gateway's absolute <c>https</c> URL without a stage, in any of its host forms; <c>http</c> is accepted to a loopback address only.</summary>
    [Required(ErrorMessage = "Egress:GatewayUrl" + Remedy + "GatewayUrl" + Source)]
    public string GatewayUrl { get; set; } = "";

    /// <summary>The REST API's id, 1 to 64 lower-case letters and digits. Sent as <c>x-apigw-api-id</c>, so that each host form of the URL reaches this API and no other.</summary>
    [Required(ErrorMessage = "Egress:ApiId" + Remedy + "ApiId" + Source)]
    public string ApiId { get; set; } = "";

    /// <summary>The stack's mark, 8 to 128 visible ASCII characters: the first word of <c>x-egress-error</c> on each of the gateway's rejections. Upstreams never see it, and whoever serialises the options does not either: with it, one could forge rejections.</summary>
    [JsonIgnore]
    [Required(ErrorMessage = "Egress:Mark" + Remedy + "Mark" + Source)]
    public string Mark { get; set; } = "";

    /// <summary>The ARN or name of the consumer's secret in Secrets Manager. Not needed with an <see cref="EgressKeySource"/> of your own.</summary>
    public string? SecretId { get; set; }

    /// <summary>The consumer's name, for logs.</summary>
    public string? Consumer { get; set; }

    /// <summary>
    /// Hosts that the gateway reaches through its VPC link, separated by commas; <c>.corp.example.com</c> stands for every host below it. Default: none, every upstream is public.
    /// </summary>
    public string? PrivateHosts { get; set; }

    /// <summary>How long a key counts as fresh, ±10 %. Default: 300 s; at most a day, and less than <see cref="KeyMaxStale"/>.</summary>
    public TimeSpan KeyTimeToLive { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>How long a key that cannot be refreshed is used without waiting, and how long the one before it stays a fallback. Default: 12 h, half of the rotation's grace; at most 30 days.</summary>
    public TimeSpan KeyMaxStale { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How long one fetch of the key may take. Default: 2 s; at most a minute.</summary>
    public TimeSpan KeyFetchTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long connecting to the gateway may take, TLS included. Default: 3 s; at most a minute.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Reads the options from the environment (<c>Egress__…</c>), for a function without dependency injection. They are validated by whoever takes them.</summary>
    /// <exception cref="OptionsValidationException">A time is not written as <c>hours:minutes:seconds</c>.</exception>
    public static EgressOptions FromEnvironment()
    {
        var options = new EgressOptions();
        options.BindFrom(null);
        return options;
    }

    /// <exception cref="OptionsValidationException">A time is not written as one.</exception>
    internal void BindFrom(IConfiguration? configuration)
    {
        var section = (configuration ?? new ConfigurationBuilder().AddEnvironmentVariables().Build()).GetSection(SectionName);
        string[] times = [nameof(KeyTimeToLive), nameof(KeyMaxStale), nameof(KeyFetchTimeout), nameof(ConnectTimeout)];
        var failures = times.Where(name => section[name] is { Length: > 0 } found && !TimeSpan.TryParse(found, CultureInfo.InvariantCulture, out _))
            .Select(name => $"{SectionName}:{name} is '{section[name]}'. Expected hours:minutes:seconds, such as 00:00:03: leave it out for the default.").ToArray();
        if (failures.Length > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(EgressOptions), failures);
        }

        section.Bind(this);
    }
}
