using System.Diagnostics;
using System.Diagnostics.Metrics;
using Amazon.SecretsManager;
using Egress.Client.Keys;
using Egress.Client.Seeing;

namespace Egress.Client;

/// <summary>Where requests get their API key from: read once, kept, renewed in the background, and replaced when the gateway refuses it. Share one instance among all clients of a consumer.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class EgressKeySource : IDisposable
{
    private readonly IDisposable[] _owned;
    private readonly string _name;

    internal EgressKeySource(string name, Func<CancellationToken, Task<ApiKeyVersion>> read, KeyTimes times, TimeProvider time, Random random, Meter meter, params IDisposable[] owned)
    {
        _name = name;
        _owned = owned;
        var keys = new KeyMeter(meter, name);
        Cache = new KeyCache(read, times, time, random, keys);
        keys.Watch(() => Cache.Age);
    }

    internal KeyCache Cache { get; }

    /// <summary>Reads the key from the secret <see cref="EgressOptions.SecretId"/> in Secrets Manager. Nothing is fetched, and no AWS client made, before the first request.</summary>
    /// <exception cref="ArgumentException">The options name no secret.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options are invalid; the message says which, and what was expected.</exception>
    public static EgressKeySource FromSecretsManager(EgressOptions options)
    {
        var meter = new Meter(KeyMeter.Name);
        return FromSecretsManager(options, createClient: null, TimeProvider.System, meter, owned: meter);
    }

    /// <summary>
    /// Reads the key from the secret <see cref="EgressOptions.SecretId"/> by a signed call of its own, with the credentials that Lambda puts into the environment and no AWS client:
    /// for a function that starts often. Elsewhere, and with SnapStart, take <see cref="FromSecretsManager(EgressOptions)"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The options name no secret.</exception>
    public static EgressKeySource FromLambdaEnvironment(EgressOptions options)
    {
        var meter = new Meter(KeyMeter.Name);
        var secret = new LambdaSecretKey(SecretIdOf(options), options.KeyFetchTimeout, Environment.GetEnvironmentVariable, TimeProvider.System);
        return new EgressKeySource(options.SecretId!, secret.ReadAsync, KeyTimes.Of(options), TimeProvider.System, new Random(), meter, secret, meter);
    }

    /// <summary>Reads the key with a function of yours, under the same rules as a secret: it is called rarely, and by one caller at a time. What it throws is shown in <see cref="EgressException"/> and must not hold the key.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options are invalid; the message says which, and what was expected.</exception>
    public static EgressKeySource FromDelegate(Func<CancellationToken, Task<ApiKeyVersion>> read, EgressOptions options)
    {
        ArgumentNullException.ThrowIfNull(read);
        EgressOptionsRules.ThrowIfInvalid(options);
        var meter = new Meter(KeyMeter.Name);
        return new EgressKeySource("delegate", read, KeyTimes.Of(options), TimeProvider.System, new Random(), meter, owned: meter);
    }

    /// <summary>Always the same key: for tests and for a first try.</summary>
    /// <exception cref="ArgumentException">The value is not 30 to 128 ASCII letters and digits.</exception>
    public static EgressKeySource FromValue(string apiKey)
    {
        var version = new ApiKeyVersion(new ApiKey(apiKey), "static");
        var times = KeyTimes.Of(new EgressOptions()) with { FetchTimeout = TimeSpan.FromMinutes(1) }; // a value at hand is never late; a busy machine may be
        var meter = new Meter(KeyMeter.Name);
        return new EgressKeySource("static", _ => Task.FromResult(version), times, TimeProvider.System, new Random(), meter, owned: meter);
    }

    /// <summary>Reads the key now, for a function's INIT phase. False, not an exception, if that fails or is cancelled: the first request tries again, or joins a fetch that still runs.</summary>
    public async Task<bool> WarmUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            return Cache.TryRead(out _) || await Cache.WarmUpAsync(cancellationToken).ConfigureAwait(false) is not null;
        }
        catch (Exception failure) when (failure is EgressException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Ends a fetch that is under way. The source is of no use afterwards.</summary>
    public void Dispose()
    {
        Cache.Dispose();
        Array.ForEach(_owned, part => part.Dispose());
    }

    /// <summary>The source's name, never a key.</summary>
    public override string ToString() => $"key source {_name}";

    internal static EgressKeySource FromSecretsManager(EgressOptions options, Func<IAmazonSecretsManager>? createClient, TimeProvider time, Meter meter, params IDisposable[] owned)
    {
        var secret = new SecretsManagerKey(SecretIdOf(options), options.KeyFetchTimeout, createClient);
        return new EgressKeySource(options.SecretId!, secret.ReadAsync, KeyTimes.Of(options), time, new Random(), meter, [secret, .. owned]);
    }

    private static string SecretIdOf(EgressOptions options)
    {
        EgressOptionsRules.ThrowIfInvalid(options);
        return options.SecretId is { Length: > 0 } secretId ? secretId : throw new ArgumentException(EgressOptionsRules.NoSecretId, nameof(options));
    }
}
