using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Egress.EndToEnd.Tests;

/// <summary>The gateway as any HTTP client on this machine sees it: the key in one header, the API named by Host.</summary>
public sealed class EndpointTests(EmulatedTemplate template)
{
    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task A_call_with_the_key_is_answered_by_the_upstream(string scheme)
    {
        var answer = await SendAsync(scheme, "/httpbin_org/anything/x?y=1", Key());

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("https://httpbin.org/anything/x?y=1", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task A_call_without_a_key_is_forbidden_to_the_byte(string scheme)
    {
        var answer = await SendAsync(scheme, "/httpbin_org/anything/x?y=1", key: null);

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Equal("""{"message":"Forbidden"}""", answer.Body);
        Assert.Equal("ForbiddenException", Assert.Single(answer.Headers.GetValues("x-amzn-ErrorType")));
        Assert.Equal($"{template.Emulator.Stack.Identity.Id} INVALID_API_KEY", Assert.Single(answer.Headers.GetValues("x-egress-error")));
    }

    [Fact]
    public async Task The_stage_that_SAM_insists_on_refuses_every_call()
    {
        var answer = await SendAsync("https", "/closed/anything", Key());

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
    }

    private string Key() => JsonNode.Parse(template.Emulator.Secrets.Read(template.Emulator.Secrets.AllPresent().Single().Arn, "AWSCURRENT")!)!["apiKey"]!.GetValue<string>();

    private async Task<(HttpStatusCode Status, HttpResponseHeaders Headers, string Body)> SendAsync(string scheme, string target, string? key)
    {
        var endpoint = template.Emulator.Endpoints[0];
        using var client = new HttpClient(Trusting(template.Emulator.CaBundle));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(scheme == "https" ? endpoint.Https! : endpoint.Http, target));
        request.Headers.Host = $"{template.Emulator.Stack.RestApis[0].Id}.execute-api.us-east-1.amazonaws.com";
        if (key is not null)
        {
            request.Headers.Add("x-api-key", key);
        }

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, answer.Headers, Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));
    }

    private static SocketsHttpHandler Trusting(string caBundle)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(caBundle);
        return new SocketsHttpHandler { SslOptions = new() { CertificateChainPolicy = policy } };
    }
}
