using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Egress.Emulator.Gateway.Integrate;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway;

/// <summary>The one place that turns a rejection into bytes.</summary>
internal sealed class AnswerRejections(TimeProvider time, GatewaySwitches switches)
{
    private const string Json = "application/json";

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.FoundOrNot<FrontEndRejection>() is { } early)
        {
            await AnswerAsync(context, early);
        }
        else if (context.FoundOrNot<Rejection>() is { } rejection)
        {
            await AnswerAsync(context, rejection);
        }
    }

    /// <summary>The default body, to the byte.</summary>
    public static string DefaultBody(Rejection rejection) =>
        $$"""{"{{rejection.Type.MessageName}}":{{(rejection.Type.HasSpace ? " " : "")}}{{Quoted(rejection.Message)}}}""";

    public static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private async Task AnswerAsync(HttpContext context, FrontEndRejection rejection)
    {
        context.Response.StatusCode = rejection.StatusCode;
        if (rejection.HasRequestIds)
        {
            ResponseHead.Write(context, time, switches);
        }
        else
        {
            ResponseHead.WriteTransport(context, time, switches);
        }

        if (rejection.ClosesConnection || (rejection.LeavesBody && context.CanHaveBody()))
        {
            context.Response.Headers.Connection = "close";
        }

        foreach (var (name, value) in rejection.Headers)
        {
            context.Response.Headers[name] = value;
        }

        context.Response.ContentType = rejection.ContentType;
        await AnswerBody.WriteAsync(context, Encoding.UTF8.GetBytes(rejection.Body));
    }

    private async Task AnswerAsync(HttpContext context, Rejection rejection)
    {
        var api = rejection.IsCustomisable ? context.FoundOrNot<AddressedStage>()?.Api : null;
        var answer = CustomisedAnswer.Of(rejection, api, context.Request.Headers.Accept.ToString(), new ValueSources(context).Read);
        context.Response.StatusCode = answer.StatusCode;
        ResponseHead.Write(context, time, switches);
        context.Response.ContentType = answer.ContentType ?? Json;
        context.Response.Headers["x-amzn-ErrorType"] = ErrorType(rejection.Type);
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        await AnswerBody.WriteAsync(context, Encoding.UTF8.GetBytes(answer.Body ?? DefaultBody(rejection)));
    }

    private string ErrorType(GatewayResponseType type) => type.StatusCode switch
    {
        StatusCodes.Status415UnsupportedMediaType => switches.UnsupportedMediaTypeErrorType,
        StatusCodes.Status504GatewayTimeout => switches.GatewayTimeoutErrorType,
        _ => type.ErrorType,
    };
}
