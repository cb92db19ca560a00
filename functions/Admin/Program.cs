using Amazon.APIGateway;
using Amazon.Lambda;
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

// Lines of JSON go out as they are. LambdaLogger and Console put the time and the request's id before a line, which is then no JSON any more (aws/aws-lambda-dotnet #973).
#pragma warning disable RS0030 // a logger is what it goes past
using var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
#pragma warning restore RS0030

var function = Composition.Compose(settings, gateway, secrets, lambda, http, logs, output.WriteLine, TimeProvider.System, new Random());
using var bootstrap = LambdaBootstrapBuilder.Create(function.HandleAsync).Build();
await bootstrap.RunAsync();
