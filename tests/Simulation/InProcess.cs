using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Egress.Simulation;

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
        var content = new ReadOnlyMemoryContent(body.GetBuffer().AsMemory(0, (int)body.Length));
        var response = new HttpResponseMessage((System.Net.HttpStatusCode)context.Response.StatusCode) { Content = content };
        content.Headers.ContentLength = body.Length; // as a number: the AWS client asks for it, and would have the text read
        foreach (var (name, value) in context.Response.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, (string?)value) && !name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            {
                content.Headers.TryAddWithoutValidation(name, (string?)value);
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
