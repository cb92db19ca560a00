using Egress.Testing.Wire;

namespace Egress.Client.Tests.Keys;

public sealed class SynchronousSendTests
{
    [Fact]
    public async Task K28_the_synchronous_way_replaces_a_rejected_key_as_well()
    {
        await using var gateway = new FakeGateway();
        using var keys = Given.Keys(null, Given.Key, Given.OtherKey);
        using var client = Given.Client(gateway, keys);
        gateway.AcceptOnly(Given.OtherKey);

        using var response = await Task.Run(() => client.Send(new HttpRequestMessage(HttpMethod.Post, "https://api.openai.com/") { Content = new StringContent("body") }), Given.Cancellation);

        Assert.Equal(["body", "body"], gateway.Requests.Select(request => request.Text));
    }

    /// <summary>One key source for both ways: the fetch that a caller waits for is shared, and only that wait blocks the thread. The request itself is sent synchronously.</summary>
    [Fact]
    public async Task K28_the_synchronous_way_waits_for_nothing_of_its_callers_own_thread()
    {
        await using var gateway = new FakeGateway();
        gateway.AcceptOnly(Given.OtherKey);
        using var keys = Given.Keys(null, Given.Key, Given.OtherKey);
        using var client = Given.Client(gateway, keys);
        var sending = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            SynchronizationContext.SetSynchronizationContext(new Busy());
            sending.SetResult(client.Send(new HttpRequestMessage(HttpMethod.Post, "https://api.openai.com/") { Content = new StreamContent(new MemoryStream("body"u8.ToArray())) }));
        });

        thread.Start();
        using var response = await sending.Task.WaitAsync(TimeSpan.FromSeconds(60), Given.Cancellation);

        Assert.Equal(["body", "body"], gateway.Requests.Select(request => request.Text));
    }

    [Fact]
    public async Task K28_synchronous_callers_share_one_fetch()
    {
        await using var gateway = new FakeGateway();
        var keys = new ScriptedKeys();
        using var source = keys.Source();
        using var client = Given.Client(gateway, source);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Factory.StartNew(() => client.Send(new HttpRequestMessage(HttpMethod.Get, "https://api.openai.com/")).Dispose(), Given.Cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.Equal((1, 20), (keys.Fetches, gateway.Requests.Count));
    }

    /// <summary>A user interface's thread that is blocked: what is posted to it never runs.</summary>
    private sealed class Busy : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }
}
