using Egress.Admin.Grants;
using Egress.Admin.Keys;
using Egress.Admin.Rotation;

namespace Egress.Admin.Tests.Rotation;

public sealed class ProofCheckTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly GrantSet Grants = GrantSet.Of("app", [new UsagePlan { Id = "p1", Stages = ["a_com"] }, new UsagePlan { Id = "p2", Stages = ["b_com"] }]);
    private static readonly GrantSet Fewer = GrantSet.Of("app", [new UsagePlan { Id = "p1", Stages = ["a_com"] }]);
    private static readonly GatewayKey Proved = Key(new Proof(Now.AddMinutes(-59), Grants.Hash));

    [Fact]
    public void A_fresh_proof_for_these_plans_will_do() => Assert.Null(ProofCheck.Fault(Proved, Grants, isAttachedExactly: true, Now));

    [Fact]
    public void No_key_will_not_do() => Faulty("no key holds its value", null);

    [Fact]
    public void A_disabled_key_will_not_do() => Faulty("is disabled", Proved with { IsEnabled = false });

    [Fact]
    public void A_key_without_proof_will_not_do() => Faulty("was never proved", Proved with { Stamps = Stamps.None });

    [Fact]
    public void A_proof_for_other_plans_will_not_do() => Faulty("the grants changed", Key(new Proof(Now, Fewer.Hash)));

    [Fact]
    public void A_key_whose_plans_changed_will_not_do() => Faulty("the grants changed", Proved, isAttachedExactly: false);

    [Fact]
    public void An_old_proof_will_not_do() => Faulty("is 61 min old, expected at most 60", Key(new Proof(Now.AddMinutes(-61), Grants.Hash)));

    private static void Faulty(string reason, GatewayKey? key, bool isAttachedExactly = true) =>
        Assert.Contains(reason, ProofCheck.Fault(key, Grants, isAttachedExactly, Now), StringComparison.Ordinal);

    private static GatewayKey Key(Proof proof) => new() { Id = "k", Name = "n", IsEnabled = true, Stamps = Stamps.None.Prove(proof) };
}
