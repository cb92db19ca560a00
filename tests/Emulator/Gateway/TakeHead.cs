using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway;

/// <summary>Takes each request's head off the recording, also of one that is refused at once: the next head then stands at the beginning.</summary>
internal static class TakeHead
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.FoundOrNot<HeadRecorder>() is { } recorder)
        {
            context.Keep(new ClientHead(recorder.Take()));
            context.Response.OnCompleted(() =>
            {
                recorder.Resume();
                return Task.CompletedTask;
            });
        }

        return next(context);
    }
}
