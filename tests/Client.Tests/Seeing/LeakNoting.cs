namespace Egress.Client.Tests.Seeing;

/// <summary>As a resilience pipeline outside ours does that logs each attempt with its headers.</summary>
public sealed class LeakNoting(Action<string[]> note) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                note([$"{request} {request.Headers} {string.Join(' ', request.Options)}"]);
                var response = await base.SendAsync(request, cancellationToken);
                note([$"{response} {response.RequestMessage} {response.Headers} {request.Headers}"]);
                return response;
            }
            catch (HttpRequestException failure) when (attempt < 2)
            {
                note([$"{failure} {request}"]);
            }
        }
    }
}
