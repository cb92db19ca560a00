using Egress.Testing.Wire;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Egress.Client.Tests;

public sealed class EgressClientBuilderExtensionsTests
{
    [Fact]
    public async Task K29_clients_of_one_secret_share_one_fetch_of_its_key()
    {
        await using var gateway = new FakeGateway();
        await using var secrets = new FakeSecrets(Given.Key);
        var services = Services(gateway, secrets);
        services.AddHttpClient("openai").AddEgress();
        services.AddHttpClient("github").AddEgress();
        await using var provider = services.BuildServiceProvider();
        var factory = provider.GetRequiredService<IHttpClientFactory>();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => factory.CreateClient(i % 2 == 0 ? "openai" : "github").GetStringAsync($"https://api{i}.example/", Given.Cancellation)));

        Assert.All(answers, answer => Assert.Equal("hello", answer));
        Assert.Single(secrets.Requests);
        Assert.All(gateway.Requests, request => Assert.Equal([Given.Key], request["x-api-key"]));
    }

    [Fact]
    public async Task A_handler_added_before_sees_the_upstreams_uri_and_no_key()
    {
        await using var gateway = new FakeGateway();
        var seen = new List<string>();
        var services = new ServiceCollection();
        services.AddHttpClient("x")
            .AddHttpMessageHandler(() => new Looking(seen))
            .AddEgress(options => (options.GatewayUrl, options.ApiId, options.Mark) = (gateway.Url, FakeGateway.ApiId, FakeGateway.Mark), EgressKeySource.FromValue(Given.Key));
        await using var provider = services.BuildServiceProvider();

        using var response = await provider.GetRequiredService<IHttpClientFactory>().CreateClient("x").GetAsync("https://api.openai.com/v1/x", Given.Cancellation);

        Assert.Equal(["https://api.openai.com/v1/x before", "https://api.openai.com/v1/x after"], seen);
        Assert.Equal("/api_openai_com/v1/x", Assert.Single(gateway.Requests).Target);
    }

    [Fact]
    public async Task C70_a_handler_added_after_sees_the_gateways_uri_and_its_retry_is_one_more_attempt_with_one_key()
    {
        await using var gateway = new FakeGateway();
        gateway.Next(Replies.Upstream(503));
        var seen = new List<string>();
        var services = new ServiceCollection();
        services.AddHttpClient("x")
            .AddEgress(options => (options.GatewayUrl, options.ApiId, options.Mark) = (gateway.Url, FakeGateway.ApiId, FakeGateway.Mark), EgressKeySource.FromValue(Given.Key))
            .AddHttpMessageHandler(() => new Retrying(seen));
        await using var provider = services.BuildServiceProvider();

        using var response = await provider.GetRequiredService<IHttpClientFactory>().CreateClient("x").GetAsync("https://api.openai.com/v1/x", Given.Cancellation);

        Assert.Equal([$"{gateway.Url}/api_openai_com/v1/x", $"{gateway.Url}/api_openai_com/v1/x"], seen);
        Assert.Equal([Given.Key, Given.Key], gateway.Requests.Select(request => Assert.Single(request["x-api-key"])));
    }

    [Fact]
    public async Task C4_a_relative_uri_that_names_another_host_is_that_host_at_the_gateway()
    {
        await using var gateway = new FakeGateway();
        using var client = Given.Client(gateway);
        client.BaseAddress = new Uri("https://api.openai.com/v1/");

        using var response = await client.GetAsync("//evil.example/x", Given.Cancellation);

        Assert.Equal("/evil_example/x", Assert.Single(gateway.Requests).Target);
    }

    [Fact]
    public async Task All_clients_of_a_container_can_go_through_the_gateway()
    {
        await using var gateway = new FakeGateway();
        await using var secrets = new FakeSecrets(Given.Key);
        var services = Services(gateway, secrets);
        services.ConfigureHttpClientDefaults(client => client.AddEgress());
        services.AddHttpClient("any");
        await using var provider = services.BuildServiceProvider();

        using var response = await provider.GetRequiredService<IHttpClientFactory>().CreateClient("any").GetAsync("https://api.openai.com/v1/x", Given.Cancellation);

        Assert.Equal("/api_openai_com/v1/x", Assert.Single(gateway.Requests).Target);
    }

    [Fact]
    public void C120_invalid_options_are_found_when_the_host_starts()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddHttpClient("x").AddEgress();
        using var provider = services.BuildServiceProvider();

        var failure = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains("Egress__GatewayUrl", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("C-120: the secret is where the key comes from", false)]
    [InlineData("a source of the application's own needs none", true)]
    public void A_missing_secret_is_found_when_the_host_starts(string because, bool hasOwnSource)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(Configuration(("Egress:GatewayUrl", "https://g.example"), ("Egress:ApiId", "abc"), ("Egress:Mark", "mark-of-it")));
        services.AddHttpClient("x").AddEgress(keys: hasOwnSource ? EgressKeySource.FromValue(Given.Key) : null);
        using var provider = services.BuildServiceProvider();

        var failure = Record.Exception(() => provider.GetRequiredService<IStartupValidator>().Validate());

        Assert.True(hasOwnSource ? failure is null : failure is OptionsValidationException && failure.Message.Contains("Egress:SecretId is empty", StringComparison.Ordinal), $"{because}: {failure}");
    }

    [Fact]
    public void The_variables_of_the_environment_have_the_names_of_the_options()
    {
        var configuration = Configuration(("Egress:GatewayUrl", "https://g.example"), ("Egress:ApiId", "abc"), ("Egress:Mark", "mark-of-it"), ("Egress:SecretId", "s"), ("Egress:Consumer", "c"), ("Egress:ConnectTimeout", "00:00:05"));
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddHttpClient("x").AddEgress(options => options.Consumer = "another");
        using var provider = services.BuildServiceProvider();

        var options = provider.GetRequiredService<IOptionsMonitor<EgressOptions>>().Get("x");

        Assert.Equal(("https://g.example", "abc", "mark-of-it", "s", "another", TimeSpan.FromSeconds(5)), (options.GatewayUrl, options.ApiId, options.Mark, options.SecretId, options.Consumer, options.ConnectTimeout));
    }

    private static ServiceCollection Services(FakeGateway gateway, FakeSecrets secrets)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(Configuration(("Egress:GatewayUrl", gateway.Url), ("Egress:ApiId", FakeGateway.ApiId), ("Egress:Mark", FakeGateway.Mark), ("Egress:SecretId", "app"), ("Egress:KeyFetchTimeout", "00:01:00"), ("Egress:ConnectTimeout", "00:01:00")));
        services.AddSingleton(secrets.Client());
        return services;
    }

    private static IConfigurationRoot Configuration(params (string Name, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(value => new KeyValuePair<string, string?>(value.Name, value.Value))).Build();

    private sealed class Retrying(List<string> seen) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Add($"{request.RequestUri}");
            using var first = await base.SendAsync(request, cancellationToken);
            seen.Add($"{request.RequestUri}");
            return await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Looking(List<string> seen) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Add($"{request.RequestUri} before{(request.Headers.Contains("x-api-key") ? " with a key" : "")}");
            var response = await base.SendAsync(request, cancellationToken);
            seen.Add($"{response.RequestMessage!.RequestUri} after{(request.Headers.Contains("x-api-key") ? " with a key" : "")}");
            return response;
        }
    }
}
