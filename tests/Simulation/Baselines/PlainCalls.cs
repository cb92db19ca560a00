using System.Text.Json.Nodes;
using Egress.Emulator.ControlPlane;
using Egress.Emulator.ControlPlane.SecretsManager;
using Egress.Probe.Contract;

namespace Egress.Simulation.Baselines;

/// <summary>
/// AWS as a short rotator uses it: each call counts, takes time and may be cut off. A lost answer is hidden by the SDK, which sends the call again;
/// any other trouble ends the invocation.
/// </summary>
internal sealed class PlainCalls(SimulatedWorld world, Func<CallFate> fate)
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(20);

    /// <summary>Calls of API Gateway's management API.</summary>
    public int Management { get; private set; }

    private string SecretId => world.Stack.SecretId;

    public Task PauseAsync(TimeSpan pause) => Task.Delay(pause, world.Clock, CancellationToken.None);

    public Task<string> CreateAsync(ApiKey value) =>
        ManageAsync(() => world.Apis.CreateApiKey(new NewApiKey { Name = DeployedStack.Consumer, Value = value.Value, Enabled = true }).Id);

    /// <summary>The gateway draws the value: a creation that is sent twice makes two keys.</summary>
    public Task<ApiKeyRecord> CreateAsync() =>
        ManageAsync(() => world.Apis.CreateApiKey(new NewApiKey { Name = DeployedStack.Consumer, Enabled = true }));

    public async Task AttachAsync(string keyId)
    {
        foreach (var plan in world.Stack.PlanIds)
        {
            await ManageAsync(() => world.Apis.IsAttached(plan, keyId) ? false : Done(() => world.Apis.Attach(plan, keyId)));
        }
    }

    public async Task DetachAsync(string keyId)
    {
        foreach (var plan in world.Stack.PlanIds)
        {
            await ManageAsync(() => Done(() => world.Apis.Detach(plan, keyId)));
        }
    }

    public Task DisableAsync(string keyId) => ManageAsync(() => world.Apis.UpdateApiKey(keyId, key => key with { Enabled = false }));

    public Task DeleteAsync(string keyId) => ManageAsync(() => Done(() => world.Apis.DeleteApiKey(keyId)));

    /// <summary>The keys of the first plan, oldest first.</summary>
    public Task<IReadOnlyList<ApiKeyRecord>> ListAsync() => ManageAsync(() => world.Apis.KeysOf(world.Stack.PlanIds[0]));

    public Task<bool> IsEnabledAsync(string keyId) => ManageAsync(() => world.Apis.FindKey(keyId) is { Enabled: true });

    public Task FindPlansAsync() => ManageAsync(() => world.Apis.Plans);

    /// <summary>The id of the key that a label's version names, as it stands in the secret; null where there is none.</summary>
    public async Task<string?> KeyUnderAsync(string label) => await ReadAsync(label) is { } value ? world.Apis.Keys.FirstOrDefault(key => key.Value == value)?.Id : null;

    public Task<string?> ReadAsync(string label) => SendAsync(() => world.ValueUnder(label));

    public Task<bool> HasValueAsync(string token) => SendAsync(() => world.Secrets.Present(SecretId).Version(token)?.Value is not null);

    public Task<bool> IsCurrentAsync(string token) => SendAsync(() => world.Secrets.Present(SecretId).Version(token)?.Has("AWSCURRENT") is true);

    public Task PutAsync(string token, string value, string label) => SendAsync(() => world.Secrets.Update(SecretId, secret =>
        SecretVersions.Put(secret, token, SecretValue.Of(new JsonObject { ["apiKey"] = value }.ToJsonString()), [label], world.Clock.GetUtcNow())));

    public Task PromoteAsync(string token) => SendAsync(() => world.Secrets.Update(SecretId, secret =>
        SecretVersions.Move(secret, "AWSCURRENT", secret.VersionOf("AWSCURRENT")?.Id, token, world.Clock.GetUtcNow())));

    /// <summary>One request to each upstream with the pending value.</summary>
    public async Task<bool> TryAsync(string value)
    {
        await PauseAsync(Latency);
        return DeployedStack.Upstreams.All(upstream => world.Nodes.Pick().Find(DeployedStack.ApiId, upstream.Replace('.', '_'), value) is not null);
    }

    private static bool Done(Action call)
    {
        call();
        return true;
    }

    private Task<T> ManageAsync<T>(Func<T> call)
    {
        Management++;
        return SendAsync(call);
    }

    private async Task<T> SendAsync<T>(Func<T> call)
    {
        var cut = fate();
        if (cut == CallFate.KilledBefore)
        {
            throw new CrashException();
        }

        await PauseAsync(Latency);
        var answer = call();
        return cut switch
        {
            CallFate.KilledAfter => throw new CrashException(),
            CallFate.AnswerLost => call(),
            _ => answer,
        };
    }
}
