using Amazon.Runtime;
using Amazon.SecretsManager;
using Egress.Testing.Wire;

namespace Egress.Client.Tests;

internal static class SecretsClient
{
    /// <summary>The SDK's own client, over the wire.</summary>
    public static IAmazonSecretsManager Client(this FakeSecrets secrets) =>
        new AmazonSecretsManagerClient(new BasicAWSCredentials("test", "test"), new AmazonSecretsManagerConfig { ServiceURL = secrets.Url, AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });
}
