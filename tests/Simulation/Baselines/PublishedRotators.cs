using Egress.Probe.Contract;
using Step = System.Func<Egress.Simulation.Baselines.PlainCalls, string, System.Threading.Tasks.Task>;

namespace Egress.Simulation.Baselines;

/// <summary>Ten ways to rotate that are published, written anew from what they do.</summary>
internal static class PublishedRotators
{
    private const string Current = "AWSCURRENT";
    private const string Pending = "AWSPENDING";

    public static IReadOnlyList<Baseline> All { get; } =
    [
        One("B1", "AlperSakarya/APIGateway-API-Key-Auto-Rotation", "delete old, create, attach, store", async (calls, token) =>
        {
            await calls.DeleteAsync(await OldAsync(calls));
            await PutNewAsync(calls, token, Current);
        }),
        One("B2", "a public weekly Lambda", "find the plan by name, create, attach, store, 5 s, delete old; errors are answered as success", async (calls, token) =>
        {
            var old = await OldAsync(calls);
            await calls.FindPlansAsync();
            await PutNewAsync(calls, token, Current);
            await calls.PauseAsync(TimeSpan.FromSeconds(5));
            await calls.DeleteAsync(old);
        }) with { HidesErrors = true },
        One("B3", "a public Lambda of a mobile search", "create, attach, store, disable old, delete old", async (calls, token) =>
        {
            var old = await OldAsync(calls);
            await PutNewAsync(calls, token, Current);
            await calls.DisableAsync(old);
            await calls.DeleteAsync(old);
        }),
        Four("B4", "a public rotator in four steps", "create, attach, store as pending; promote, detach old, delete old", createSecret: async (calls, token) =>
        {
            if (!await calls.HasValueAsync(token))
            {
                await PutNewAsync(calls, token, Pending);
            }
        }, finishSecret: PromoteAndDeleteAsync),
        Four("B5", "a documented rotator in four steps", "as B4, but does not look for what is pending; asks whether the key is enabled", createSecret: (calls, token) => PutNewAsync(calls, token, Pending),
            testSecret: async (calls, _) => Require(await calls.IsEnabledAsync(await calls.KeyUnderAsync(Pending) ?? throw NoKey())), finishSecret: PromoteAndDeleteAsync),
        One("B6", "a public rotator in TypeScript", "of the plan's keys delete the oldest, create, attach, hand the value on", async (calls, token) =>
        {
            var keys = await calls.ListAsync();
            if (keys.Count > 1)
            {
                await calls.DeleteAsync(keys[0].Id);
            }

            await PutNewAsync(calls, token, Current);
        }),
        One("B7", "moduspwnens/boa-chat", "draw a value, create, attach, store, delete old", async (calls, token) =>
        {
            var old = await OldAsync(calls);
            var value = ApiKey.Draw();
            await calls.AttachAsync(await calls.CreateAsync(value));
            await calls.PutAsync(token, value.Value, Current);
            await calls.DeleteAsync(old);
        }),
        Four("B8", "AWS's rotation template, single user", "store as pending; the new key in, the old out; one request with the new; promote", createSecret: DrawAsync, setSecret: async (calls, _) =>
        {
            if (await calls.TryAsync(await calls.ReadAsync(Pending) ?? throw NoKey()))
            {
                return; // an earlier try has come this far
            }

            var old = await calls.KeyUnderAsync(Current);
            await MakePendingAsync(calls);
            if (old is not null)
            {
                await calls.DeleteAsync(old);
            }
        }, testSecret: async (calls, _) => Require(await calls.TryAsync(await calls.ReadAsync(Pending) ?? throw NoKey())), finishSecret: (calls, token) => calls.PromoteAsync(token)),
        Four("B9", "AWS's rotation template, alternating users", "store as pending; the new key in, the one before the old out; ask whether it is enabled; promote", createSecret: DrawAsync, setSecret: async (calls, _) =>
        {
            if (await calls.KeyUnderAsync("AWSPREVIOUS") is { } beforeLast)
            {
                await calls.DeleteAsync(beforeLast);
            }

            await MakePendingAsync(calls);
        }, testSecret: async (calls, _) => Require(await calls.IsEnabledAsync(await calls.KeyUnderAsync(Pending) ?? throw NoKey())), finishSecret: (calls, token) => calls.PromoteAsync(token)),
        One("B10", "AWS's sample for IAM access keys", "create, attach, store; disable and delete old later", (calls, _) => PutNewAsync(calls, Guid.NewGuid().ToString(), Current)) with
        {
            Later = [(TimeSpan.FromHours(2), (calls, old) => calls.DisableAsync(old)), (TimeSpan.FromHours(3), (calls, old) => calls.DeleteAsync(old))],
        },
    ];

    private static Baseline One(string id, string origin, string steps, Step rotate) =>
        new() { Id = id, Origin = origin, Steps = steps, Does = new Dictionary<string, Step> { [nameof(rotate)] = rotate } };

    private static Baseline Four(string id, string origin, string steps, Step createSecret, Step? setSecret = null, Step? testSecret = null, Step? finishSecret = null) => new()
    {
        Id = id,
        Origin = origin,
        Steps = steps,
        Does = new Dictionary<string, Step>
        {
            [nameof(createSecret)] = createSecret,
            [nameof(setSecret)] = setSecret ?? NothingAsync,
            [nameof(testSecret)] = testSecret ?? NothingAsync,
            [nameof(finishSecret)] = finishSecret ?? NothingAsync,
        },
    };

    private static async Task PutNewAsync(PlainCalls calls, string token, string label)
    {
        var key = await calls.CreateAsync();
        await calls.AttachAsync(key.Id);
        await calls.PutAsync(token, key.Value, label);
    }

    private static async Task DrawAsync(PlainCalls calls, string token)
    {
        if (!await calls.HasValueAsync(token))
        {
            await calls.PutAsync(token, ApiKey.Draw().Value, Pending);
        }
    }

    private static async Task MakePendingAsync(PlainCalls calls)
    {
        var key = await calls.KeyUnderAsync(Pending) ?? await calls.CreateAsync(new ApiKey(await calls.ReadAsync(Pending) ?? throw NoKey()));
        await calls.AttachAsync(key);
    }

    private static async Task PromoteAndDeleteAsync(PlainCalls calls, string token)
    {
        if (await calls.IsCurrentAsync(token))
        {
            return;
        }

        var old = await OldAsync(calls);
        await calls.PromoteAsync(token);
        await calls.DetachAsync(old);
        await calls.DeleteAsync(old);
    }

    private static async Task<string> OldAsync(PlainCalls calls) => await calls.KeyUnderAsync(Current) ?? throw NoKey();

    private static Task NothingAsync(PlainCalls calls, string token) => Task.CompletedTask;

    private static void Require(bool isSound)
    {
        if (!isSound)
        {
            throw NoKey();
        }
    }

    private static InvalidOperationException NoKey() => new("The key is not there, or does not work.");
}
