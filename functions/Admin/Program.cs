using Amazon.APIGateway;
using Amazon.Lambda;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.SecretsManager;
using Egress.Admin;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

// Everything is made once, in INIT. A wrong setting is told with the first event: the stack's own, so it fails the deployment and not the first rotation.
using var logs = LoggerFactory.Create(builder => builder.AddSimpleConsole(console => console.SingleLine = true));
var settings = AdminOptionsReader.Read(new ConfigurationBuilder().AddEnvironmentVariables().Build());

// No retries by the SDK: Calls.Attempts owns them.
var callTimeout = TimeSpan.FromSeconds(10);
using var gateway = new AmazonAPIGatewayClient(new AmazonAPIGatewayConfig { MaxErrorRetry = 0, Timeout = callTimeout });
using var secrets = new AmazonSecretsManagerClient(new AmazonSecretsManagerConfig { MaxErrorRetry = 0, Timeout = callTimeout });

// Longer than Probe's own timeout, so that its end is seen.
using var lambda = new AmazonLambdaClient(new AmazonLambdaConfig { MaxErrorRetry = 0, Timeout = TimeSpan.FromSeconds(120) });
using var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(1) };
using var http = new HttpClient(handler) { Timeout = callTimeout };

var function = Composition.Compose(settings, gateway, secrets, lambda, http, logs, LambdaLogger.Log, TimeProvider.System, new Random());
using var bootstrap = LambdaBootstrapBuilder.Create(function.HandleAsync).Build();
await bootstrap.RunAsync();
