using Egress.Emulator;
using Egress.Emulator.Demo;
using Xunit;

namespace Egress.EndToEnd.Tests;

/// <summary>What the demo must not report as a success.</summary>
public sealed class RotationUnderLoadTests : IAsyncLifetime
{
    private EchoUpstream _upstream = null!;
    private RunningEmulator _emulator = null!;
    private ConsumerKey _key = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _upstream = await EchoUpstream.StartAsync(CancellationToken.None);
        _emulator = await EmulatedTemplate.StartAsync(_upstream, CancellationToken.None);
        _key = ConsumerKey.Of(_emulator);
    }

    public async ValueTask DisposeAsync()
    {
        await _emulator.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task A_call_that_fails_fails_the_demo()
    {
        var failure = await Assert.ThrowsAsync<EmulatorException>(() => RunAsync(_ => Task.FromResult<string?>("no answer")));

        Assert.EndsWith("the first: no answer", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_throws_ends_the_demo_with_what_it_threw()
    {
        var failure = await Assert.ThrowsAsync<IOException>(() => RunAsync(_ => throw new IOException("broken pipe")));

        Assert.Equal("broken pipe", failure.Message);
    }

    [Fact]
    public async Task An_old_key_that_is_refused_afterwards_fails_the_demo()
    {
        var old = _emulator.Apis.Keys.Single(key => key.Value == _key.Value).Id;

        var failure = await Assert.ThrowsAsync<EmulatorException>(() => RunAsync(_ =>
        {
            _emulator.Apis.UpdateApiKey(old, key => key with { Enabled = false });
            return Task.FromResult<string?>(null);
        }));

        Assert.Equal("The old key is refused after the rotation: found status 403, expected 200 from every stage.", failure.Message);
    }

    private Task<string> RunAsync(Func<CancellationToken, Task<string?>> call) => new RotationUnderLoad(_emulator, _key, call, TextWriter.Null, TimeProvider.System).RunAsync(Cancelled);
}
