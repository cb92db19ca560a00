namespace Egress.Simulation;

/// <summary>Does Admin do as the answers tell it? Within one invocation it waits as long as Retry-After says, and asks no second time of an account that is full.</summary>
internal sealed class Manners(TimeProvider clock)
{
    private readonly AsyncLocal<int> _invocation = new();
    private readonly Dictionary<(int Invocation, string Call), DateTimeOffset> _notBefore = [];
    private int _invocations;

    /// <summary>The first time that it did not.</summary>
    public string? Breach { get; private set; }

    /// <summary>All calls of the asynchronous method that says this belong together.</summary>
    public void Begin() => _invocation.Value = ++_invocations;

    public void Sent(HttpRequestMessage request)
    {
        if (_notBefore.Count > 0 && _notBefore.TryGetValue(Call(request), out var earliest) && clock.GetUtcNow() < earliest)
        {
            Breach ??= $"{request.Method} {request.RequestUri!.AbsolutePath} was sent again {(earliest == DateTimeOffset.MaxValue ? "although the account is full" : "before the time that Retry-After told")}";
        }
    }

    public void Answered(HttpRequestMessage request, HttpResponseMessage response, TimeSpan? retryAfter)
    {
        if (response.StatusCode != System.Net.HttpStatusCode.TooManyRequests)
        {
            return;
        }

        if (response.Headers.TryGetValues("x-amzn-ErrorType", out var type) && type.Single() == "LimitExceededException")
        {
            _notBefore[Call(request)] = DateTimeOffset.MaxValue;
        }
        else if (retryAfter is { } wait)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", ((int)wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture));
            _notBefore[Call(request)] = clock.GetUtcNow() + wait;
        }
    }

    private (int, string) Call(HttpRequestMessage request) => (_invocation.Value, $"{request.Method} {request.RequestUri!.AbsolutePath}");
}
