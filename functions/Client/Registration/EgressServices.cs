using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Egress.Client.Registration;

/// <summary>What <see cref="EgressClientBuilderExtensions.AddEgress"/> puts into the container.</summary>
internal static class EgressServices
{
    /// <summary>Bound from the container's configuration or, where it has none, from the environment. Validated when the host starts, or at first use.</summary>
    public static IServiceCollection AddEgressOptions(this IServiceCollection services, string name, Action<EgressOptions>? configure, bool needsSecret)
    {
        services.AddOptions<EgressOptions>(name)
            .Configure<IServiceProvider>((options, provider) => options.BindFrom(provider.GetService<IConfiguration>()))
            .Configure(configure ?? (_ => { }))
            .Validate(options => !needsSecret || options.SecretId is { Length: > 0 }, EgressOptionsRules.NoSecretId)
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EgressOptions>, EgressOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EgressOptions>, EgressOptionsRules>());
        return services;
    }

    public static IServiceCollection AddEgressParts(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<EgressParts>();
        return services;
    }

    public static EgressParts.OfClient Egress(this IServiceProvider services, string name) => services.GetRequiredService<EgressParts>().Of(name);

    /// <summary>The factory's own logging stands below our handlers, and prints headers at Trace unless it is told not to. What the application redacts stays redacted.</summary>
    public static IHttpClientBuilder RedactEgressHeaders(this IHttpClientBuilder builder)
    {
        builder.Services.PostConfigure<HttpClientFactoryOptions>(builder.Name, options =>
        {
            var isRedacted = options.ShouldRedactHeaderValue;
            options.ShouldRedactHeaderValue = name => IsSecret(name) || isRedacted(name);
        });
        return builder;
    }

    private static bool IsSecret(string name) =>
        name.EndsWith("-api-key", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Authorization", StringComparison.OrdinalIgnoreCase) || name.StartsWith("x-egress-", StringComparison.OrdinalIgnoreCase);
}
