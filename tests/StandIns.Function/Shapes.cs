using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Egress.StandIns.Function;

/// <summary>Every asynchronous shape a handler may have: event in → answer out, with or without the context.</summary>
internal static class Shapes
{
    private static readonly SourceGeneratorLambdaJsonSerializer<FunctionJson> Json = new();

    public static LambdaBootstrapBuilder Named(string shape, Function function) => shape switch
    {
        "typed → typed" => LambdaBootstrapBuilder.Create<Order, Report>(order => function.HandleAsync(order, null), Json),
        "typed → stream" => LambdaBootstrapBuilder.Create<Order>(async order => Written(await function.HandleAsync(order, null)), Json),
        "typed → nothing" => LambdaBootstrapBuilder.Create<Order>((Func<Order, Task>)(order => function.HandleAsync(order, null)), Json),
        "stream → typed" => LambdaBootstrapBuilder.Create(async stream => await function.HandleAsync(Read(stream), null), Json),
        "stream → stream" => LambdaBootstrapBuilder.Create(async stream => Written(await function.HandleAsync(Read(stream), null))),
        "stream → nothing" => LambdaBootstrapBuilder.Create((Func<Stream, Task>)(stream => function.HandleAsync(Read(stream), null))),
        "typed, context → typed" => LambdaBootstrapBuilder.Create<Order, Report>(function.HandleAsync, Json),
        "typed, context → stream" => LambdaBootstrapBuilder.Create<Order>(async (order, context) => Written(await function.HandleAsync(order, context)), Json),
        "typed, context → nothing" => LambdaBootstrapBuilder.Create<Order>((Func<Order, ILambdaContext, Task>)function.HandleAsync, Json),
        "stream, context → typed" => LambdaBootstrapBuilder.Create(async (stream, context) => await function.HandleAsync(Read(stream), context), Json),
        "stream, context → stream" => LambdaBootstrapBuilder.Create(async (stream, context) => Written(await function.HandleAsync(Read(stream), context))),
        "stream, context → nothing" => LambdaBootstrapBuilder.Create((Func<Stream, ILambdaContext, Task>)((stream, context) => function.HandleAsync(Read(stream), context))),
        _ => throw new ArgumentException($"'{shape}' is no shape of a handler.", nameof(shape)),
    };

    private static Order Read(Stream stream) => Json.Deserialize<Order>(stream);

    private static MemoryStream Written(Report report)
    {
        var stream = new MemoryStream();
        Json.Serialize(report, stream);
        stream.Position = 0;
        return stream;
    }
}
