using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace Egress.EndToEnd.Tests;

/// <summary>The gateway of a running program, as its ready line and its control plane tell a script: address, authority, API, key.</summary>
internal sealed record ReadyGateway(Uri Https, string CaBundle, string ApiId, string SecretArn, string Key)
{
    public static async Task<ReadyGateway> FindAsync(JsonNode ready, CancellationToken cancellationToken)
    {
        using var secrets = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(ready["controlPlane"]!.GetValue<string>()) };
        var listed = await AskAsync(secrets, "ListSecrets", [], cancellationToken);
        var secret = await AskAsync(secrets, "GetSecretValue", new JsonObject { ["SecretId"] = listed["SecretList"]![0]!["ARN"]!.GetValue<string>() }, cancellationToken);
        return new ReadyGateway(
            new Uri(ready["endpoints"]!.AsObject().Single().Value!["https"]!.GetValue<string>()),
            ready["caBundle"]!.GetValue<string>(),
            ready["restApiId"]!.GetValue<string>(),
            listed["SecretList"]![0]!["ARN"]!.GetValue<string>(),
            JsonNode.Parse(secret["SecretString"]!.GetValue<string>())!["apiKey"]!.GetValue<string>());
    }

    /// <summary>A client with connections of its own.</summary>
    public HttpClient Connect()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(CaBundle);
        var client = new HttpClient(new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy } }) { BaseAddress = Https };
        client.DefaultRequestHeaders.Add("x-api-key", Key);
        client.DefaultRequestHeaders.Add("x-apigw-api-id", ApiId);
        return client;
    }

    private static async Task<JsonNode> AskAsync(HttpClient secrets, string operation, JsonObject body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/x-amz-json-1.1") };
        request.Headers.Add("X-Amz-Target", $"secretsmanager.{operation}");
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/secretsmanager/aws4_request, SignedHeaders=host, Signature=0");
        using var answer = await secrets.SendAsync(request, cancellationToken);
        return JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellationToken))!;
    }
}
