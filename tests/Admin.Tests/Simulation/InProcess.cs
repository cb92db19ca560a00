using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Egress.Admin.Tests.Simulation;

/// <summary>Takes a request of an AWS client to the control plane without a socket, on the thread that sends it.</summary>
internal sealed class InProcess(RequestDelegate controlPlane) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var lifetime = new Lifetime();
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpRequestLifetimeFeature>(lifetime);
        context.Features.Get<IHttpRequestFeature>()!.RawTarget = request.RequestUri!.PathAndQuery;
        context.Request.Method = request.Method.Method;
        context.Request.Path = PathString.FromUriComponent(request.RequestUri!.AbsolutePath);
        context.Request.QueryString = new QueryString(request.RequestUri.Query);
        foreach (var header in request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default))
        {
            context.Request.Headers[header.Key] = header.Value.ToString();
        }

        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        context.Request.Body = new MemoryStream(body);
        context.Request.ContentLength = body.Length;
        var answer = new MemoryStream();
        context.Response.Body = answer;
        await controlPlane(context);
        return lifetime.IsAborted ? throw new HttpRequestException("The answer was lost.") : Answer(context, answer);
    }

    private static HttpResponseMessage Answer(HttpContext context, MemoryStream body)
    {
        var response = new HttpResponseMessage((System.Net.HttpStatusCode)context.Response.StatusCode) { Content = new ByteArrayContent(body.ToArray()) };
        foreach (var header in context.Response.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(header.Key, header.Value.ToString()))
            {
                response.Content.Headers.TryAddWithoutValidation(header.Key, header.Value.ToString());
            }
        }

        return response;
    }

    private sealed class Lifetime : IHttpRequestLifetimeFeature
    {
        public bool IsAborted { get; private set; }
        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsAborted = true;
    }
}
