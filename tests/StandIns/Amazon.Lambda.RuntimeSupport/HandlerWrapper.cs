using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Makes one kind of handler of all the asynchronous ones: the event and the answer are streams, or types that a serializer converts.</summary>
public class HandlerWrapper : IDisposable
{
    private HandlerWrapper(LambdaBootstrapHandler handler) => Handler = handler;

    public LambdaBootstrapHandler Handler { get; }

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, Task> handler) => new(async request =>
    {
        await handler(request.InputStream);
        return Nothing();
    });

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, Task<Stream>> handler) =>
        new(async request => new InvocationResponse(await handler(request.InputStream)));

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<Stream, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        new(async request => Written(await handler(request.InputStream), serializer));

    public static HandlerWrapper GetHandlerWrapper<TInput>(Func<TInput, Task> handler, ILambdaSerializer serializer) => new(async request =>
    {
        await handler(serializer.Deserialize<TInput>(request.InputStream));
        return Nothing();
    });

    public static HandlerWrapper GetHandlerWrapper<TInput>(Func<TInput, Task<Stream>> handler, ILambdaSerializer serializer) =>
        new(async request => new InvocationResponse(await handler(serializer.Deserialize<TInput>(request.InputStream))));

    public static HandlerWrapper GetHandlerWrapper<TInput, TOutput>(Func<TInput, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        new(async request => Written(await handler(serializer.Deserialize<TInput>(request.InputStream)), serializer));

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, ILambdaContext, Task> handler) => new(async request =>
    {
        await handler(request.InputStream, request.LambdaContext);
        return Nothing();
    });

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, ILambdaContext, Task<Stream>> handler) =>
        new(async request => new InvocationResponse(await handler(request.InputStream, request.LambdaContext)));

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<Stream, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        new(async request => Written(await handler(request.InputStream, request.LambdaContext), serializer));

    public static HandlerWrapper GetHandlerWrapper<TInput>(Func<TInput, ILambdaContext, Task> handler, ILambdaSerializer serializer) => new(async request =>
    {
        await handler(serializer.Deserialize<TInput>(request.InputStream), request.LambdaContext);
        return Nothing();
    });

    public static HandlerWrapper GetHandlerWrapper<TInput>(Func<TInput, ILambdaContext, Task<Stream>> handler, ILambdaSerializer serializer) =>
        new(async request => new InvocationResponse(await handler(serializer.Deserialize<TInput>(request.InputStream), request.LambdaContext)));

    public static HandlerWrapper GetHandlerWrapper<TInput, TOutput>(Func<TInput, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        new(async request => Written(await handler(serializer.Deserialize<TInput>(request.InputStream), request.LambdaContext), serializer));

    public void Dispose() => GC.SuppressFinalize(this);

    private static InvocationResponse Nothing() => new(new MemoryStream(0));

    private static InvocationResponse Written<TOutput>(TOutput output, ILambdaSerializer serializer)
    {
        var stream = new MemoryStream();
        serializer.Serialize(output, stream);
        stream.Position = 0;
        return new InvocationResponse(stream);
    }
}
