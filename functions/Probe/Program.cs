using Amazon.Lambda.RuntimeSupport;
using Amazon.SecretsManager;
using Egress.Probe;
using Egress.Probe.Exchanges;
using Microsoft.Extensions.Configuration;

// Everything is made once, in INIT, so that a wrong setting fails the deployment and not the first rotation.
var options = ProbeOptionsReader.Read(new ConfigurationBuilder().AddEnvironmentVariables().Build());
using var secrets = new AmazonSecretsManagerClient(new AmazonSecretsManagerConfig { Timeout = TimeSpan.FromSeconds(5) });

var prober = new Prober(options, TimeProvider.System);
await new WarmUp(prober, TimeProvider.System).RunAsync();
var function = new Function(new KeyReader(secrets, TimeProvider.System), prober, new Exchanger(options, TimeProvider.System), TimeProvider.System);
using var bootstrap = LambdaBootstrapBuilder.Create(function.HandleAsync).Build();
await bootstrap.RunAsync();
