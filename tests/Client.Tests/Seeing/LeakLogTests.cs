using Egress.Testing.Wire;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Egress.Client.Tests.Seeing;

/// <summary>A host as applications have it, which logs everything that the factory's own loggers say.</summary>
public sealed class LeakLogTests
{
    public static TheoryData<string, Action<IServiceCollection, LeakNoting>> Setups => new()
    {
        { "nothing said of headers", (services, _) => services.AddHttpClient("leak").AddEgress() },
        { "all headers shown, said after", (services, _) => services.AddHttpClient("leak").AddEgress().RedactLoggedHeaders(_ => false) },
        { "all headers shown, said before", (services, _) => services.AddHttpClient("leak").RedactLoggedHeaders(_ => false).AddEgress() },
        { "one header redacted, and no more", (services, _) => services.AddHttpClient("leak").AddEgress().RedactLoggedHeaders(["Authorization"]) },
        { "all headers shown, for all clients", (services, _) => services.ConfigureHttpClientDefaults(all => all.AddEgress().RedactLoggedHeaders(_ => false)).AddHttpClient("leak") },
        { "a handler outside that notes what it sees and tries again", (services, noting) => services.AddHttpClient("leak").AddHttpMessageHandler(() => noting).AddEgress() },
    };

    [Theory]
    [MemberData(nameof(Setups))]
    public async Task K26_C63_the_factorys_own_logs_at_trace_have_the_headers_name_and_not_the_key(string because, Action<IServiceCollection, LeakNoting> setUp)
    {
        await using var gateway = new FakeGateway();
        await using var secrets = new FakeSecrets(LeakSinks.Canary);
        gateway.Next(Replies.Rejection(FakeGateway.Mark, 429, "THROTTLED"), Replies.Upstream(503, "busy"));
        using var sinks = new LeakSinks();
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(sinks.Logs);
        builder.Configuration.AddInMemoryCollection([new("Egress:GatewayUrl", gateway.Url), new("Egress:ApiId", FakeGateway.ApiId), new("Egress:Mark", FakeGateway.Mark), new("Egress:SecretId", "app"), new("Egress:KeyFetchTimeout", "00:01:00")]);
        builder.Services.AddSingleton(secrets.Client());
        using var noting = new LeakNoting(sinks.Note);
        setUp(builder.Services, noting);
        using var host = builder.Build();
        await host.StartAsync(Given.Cancellation);
        var client = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("leak");

        for (var requests = 0; requests < 3; requests++)
        {
            await sinks.SendAsync(client, LeakSinks.Post());
        }

        await host.StopAsync(Given.Cancellation);
        Assert.Contains(gateway.Requests, seen => seen["x-api-key"].Contains(LeakSinks.Canary));
        Assert.Contains(sinks.Lines, line => line.Contains("x-api-key: *", StringComparison.Ordinal));
        sinks.AssertNothingLeaked(because, gateway);
    }
}
