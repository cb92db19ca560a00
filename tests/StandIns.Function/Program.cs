using Egress.StandIns.Function;

// A Lambda function for StandIns.Tests, which run it as a process: the first argument names the shape of its handler.
using var stop = new CancellationTokenSource();
using var bootstrap = Shapes.Named(args[0], new Function(stop))
    .UseBootstrapHandler(Function.InitializeAsync)
    .Build();
await bootstrap.RunAsync(stop.Token);
