using Egress.Admin.Tests.Simulation;
using Egress.Emulator.ControlPlane;
using Egress.Emulator.Gateway;

namespace Egress.Admin.Tests.Usage;

/// <summary>A world whose plans have quotas, and one rotation in it.</summary>
internal static class QuotaWorld
{
    public const int Limit = 1000;
    public static readonly QuotaLimit Monthly = new(Limit, "MONTH", 0);

    public static DateTimeOffset Midnight(SimulatedWorld world) => new(world.Clock.GetUtcNow().Date, TimeSpan.Zero);

    public static SimulatedWorld Start(params (string Upstream, QuotaLimit Quota)[] quotas) => Start(TimeSpan.Zero, quotas);

    public static SimulatedWorld Start(TimeSpan usageLag, params (string Upstream, QuotaLimit Quota)[] quotas)
    {
        var world = new SimulatedWorld(new SimulationOptions
        {
            Seed = 1,
            Quotas = quotas.ToDictionary(each => each.Upstream, each => each.Quota),
            UsageLag = usageLag,
            Rotation = new RotationOptions { RetrySpacing = TimeSpan.FromSeconds(30), RetriesKeepToken = true },
        });
        world.RunUntil(world.Clock.GetUtcNow().AddMinutes(5));
        return world;
    }

    public static void Rotate(SimulatedWorld world)
    {
        world.Rotations.Start(world.Stack.SecretId, World.Token1, null, null, isImmediate: true);
        world.RunUntil(world.Clock.GetUtcNow().AddMinutes(15));
    }

    public static void SweepFor(SimulatedWorld world, TimeSpan duration)
    {
        for (var until = world.Clock.GetUtcNow() + duration; world.Clock.GetUtcNow() < until;)
        {
            world.RunUntil(world.Clock.GetUtcNow().AddMinutes(10));
            world.Finish(world.SweepAsync());
        }
    }

    public static void Use(SimulatedWorld world, string keyId, int calls)
    {
        for (var call = 0; call < calls; call++)
        {
            world.Apis.Usage.Count("plan-a", keyId);
        }
    }

    public static string NewKey(SimulatedWorld world) => world.Apis.Keys.Single(key => key.Name.EndsWith(World.Token1, StringComparison.Ordinal)).Id;

    public static long Left(SimulatedWorld world, string plan) => world.Apis.Usage.Remaining(plan, NewKey(world), world.Apis.FindPlan(plan)!.Quota!);

    public static bool IsUsage(HttpRequestMessage request) => request.RequestUri!.AbsolutePath.EndsWith("/usage", StringComparison.Ordinal);

    public static void CutOff(SimulatedWorld world, HttpMethod method, int call, CallFate fate)
    {
        var calls = 0;
        world.Wire.Fate = request => request.Method == method && IsUsage(request) && calls++ == call ? fate : CallFate.Served;
    }

    public static void Refuse(bool isRefused, string error, int status)
    {
        if (isRefused)
        {
            throw new ControlPlaneException(error, status, "");
        }
    }
}
