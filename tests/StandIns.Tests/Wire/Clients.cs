using Amazon.APIGateway;
using Amazon.Lambda;
using Amazon.Runtime;
using Amazon.SecretsManager;

namespace Egress.StandIns.Tests.Wire;

/// <summary>Clients of a service in eu-west-1 that send a request once, unless told to retry.</summary>
internal static class Clients
{
    private static readonly BasicAWSCredentials Credentials = new("AKID", "secret");

    public static AmazonAPIGatewayClient ApiGateway(this AwsService service, int retries = 0) => new(Credentials, For(service, new AmazonAPIGatewayConfig(), retries));

    public static AmazonSecretsManagerClient SecretsManager(this AwsService service, int retries = 0) => new(Credentials, For(service, new AmazonSecretsManagerConfig(), retries));

    public static AmazonLambdaClient Lambda(this AwsService service, int retries = 0) => new(Credentials, For(service, new AmazonLambdaConfig(), retries));

    private static TConfig For<TConfig>(AwsService service, TConfig config, int retries) where TConfig : ClientConfig
    {
        config.ServiceURL = service.Url;
        config.AuthenticationRegion = "eu-west-1";
        config.MaxErrorRetry = retries;
        return config;
    }
}
