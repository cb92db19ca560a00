using System.Globalization;
using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using Egress.Client.Keys;
using Egress.Testing.Wire;

namespace Egress.Client.Tests.Keys;

/// <summary>The witness is AWS's own signer: what the SDK has sent over the wire is signed once more here.</summary>
public sealed class SignatureV4Tests
{
    [Theory]
    [InlineData("us-east-1", null)]
    [InlineData("ap-northeast-1", "Session/Token+with=signs==")]
    public async Task It_is_the_signature_that_the_SDK_gives(string region, string? token)
    {
        await using var secrets = new FakeSecrets(Given.Key);
        var configuration = new AmazonSecretsManagerConfig { ServiceURL = secrets.Url, AuthenticationRegion = region, MaxErrorRetry = 0 };
        AWSCredentials credentials = token is null ? new BasicAWSCredentials("AKIDEXAMPLE", "wJalr/secret+key") : new SessionAWSCredentials("AKIDEXAMPLE", "wJalr/secret+key", token);
        using (var client = new AmazonSecretsManagerClient(credentials, configuration))
        {
            await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "app", VersionStage = "AWSCURRENT" }, Given.Cancellation);
        }

        var sent = Assert.Single(secrets.Requests);
        using var again = new HttpRequestMessage(HttpMethod.Post, secrets.Url) { Content = new ByteArrayContent(sent.Body.ToArray()) };
        again.Content.Headers.TryAddWithoutValidation("Content-Type", sent["Content-Type"]);
        foreach (var name in SignedNames(sent).Except(["content-type", "host", "x-amz-date", "x-amz-security-token"], StringComparer.Ordinal))
        {
            again.Headers.TryAddWithoutValidation(name, sent[name]);
        }

        var at = DateTimeOffset.ParseExact(Assert.Single(sent["x-amz-date"]), "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        new SignatureV4("AKIDEXAMPLE", "wJalr/secret+key", token, region, "secretsmanager").Sign(again, sent.Body.Span, at);

        Assert.Equal(sent["Authorization"], again.Headers.NonValidated["Authorization"]);
        Assert.Equal(token is null ? [] : [token], sent["x-amz-security-token"]);
    }

    private static string[] SignedNames(SeenRequest request)
    {
        var authorization = Assert.Single(request["Authorization"]);
        var start = authorization.IndexOf("SignedHeaders=", StringComparison.Ordinal) + "SignedHeaders=".Length;
        return authorization[start..authorization.IndexOf(',', start)].Split(';');
    }
}
