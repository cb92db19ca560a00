using Amazon.APIGateway;
using Amazon.Lambda;
using Amazon.Runtime;
using Amazon.SecretsManager;

namespace Egress.Simulation;

/// <summary>The AWS clients as Admin has them, sent to one address.</summary>
internal sealed record AwsClients(AmazonAPIGatewayClient Gateway, AmazonSecretsManagerClient Secrets, AmazonLambdaClient Lambda, HttpClient Http) : IDisposable
{
    // Told, so that no client looks for its Region in the environment and in files at every call.
    private const string Region = "us-east-1";

    public static AwsClients Connect(string url, AWSCredentials credentials, HttpClientFactory wire) => new(
        new AmazonAPIGatewayClient(credentials, new AmazonAPIGatewayConfig { ServiceURL = url, AuthenticationRegion = Region, MaxErrorRetry = 0, HttpClientFactory = wire }),
        new AmazonSecretsManagerClient(credentials, new AmazonSecretsManagerConfig { ServiceURL = url, AuthenticationRegion = Region, MaxErrorRetry = 0, HttpClientFactory = wire }),
        new AmazonLambdaClient(credentials, new AmazonLambdaConfig { ServiceURL = url, AuthenticationRegion = Region, MaxErrorRetry = 0, HttpClientFactory = wire }),
        new HttpClient(new SocketsHttpHandler()));

    public void Dispose()
    {
        Gateway.Dispose();
        Secrets.Dispose();
        Lambda.Dispose();
        Http.Dispose();
    }
}
