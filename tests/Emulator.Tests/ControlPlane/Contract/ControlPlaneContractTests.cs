using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.Contract;

/// <summary>The same contract for the emulator and for moto (5.2.1), an emulator that we did not write and whose shapes come from the service models.</summary>
public sealed class ControlPlaneContractTests(MotoServer moto) : IClassFixture<MotoServer>
{
    /// <summary>Where moto does not keep the contract. A clause that it begins to keep has to leave this list.</summary>
    private static readonly Dictionary<string, string> MotoDeviations = new()
    {
        ["A list of keys comes in pages"] = "limit and position are ignored",
        ["The value of a key cannot be patched"] = "the patch is accepted",
        ["Attaching twice is a conflict"] = "it is 201 again",
        ["Attaching to a missing plan is not found"] = "it is 201",
        ["Detaching twice is not found"] = "it is 500",
        ["A deleted key leaves its plans"] = "the key stays in the plan",
        ["The same token with other data is refused"] = "the pending version is overwritten",
        ["A label is not moved without naming the version that has it"] = "it is on both then",
        ["A missing secret is not found"] = "the type is right, the status is 404",
        ["A rotation is refused while another version is pending"] = "its check is inverted",
    };

    public static TheoryData<string> Clauses => [.. ControlPlaneContract.Clauses.Keys];

    [Theory]
    [MemberData(nameof(Clauses))]
    public async Task The_emulator_keeps_the_contract(string clause)
    {
        await using var server = await ControlPlaneServer.StartAsync(TestContext.Current.CancellationToken);
        using var client = new ContractClient(server.Address);

        await ControlPlaneContract.Clauses[clause](client);
    }

    [Theory]
    [MemberData(nameof(Clauses))]
    public async Task Moto_keeps_the_contract_but_for_its_deviations(string clause)
    {
        Assert.SkipWhen(moto.Address is null, $"NOT SHOWN: {moto.WhyNot}: the contract was not checked against it.");
        using var client = new ContractClient(moto.Address!);

        if (MotoDeviations.TryGetValue(clause, out var deviation))
        {
            var failure = await Record.ExceptionAsync(() => ControlPlaneContract.Clauses[clause](client));
            Assert.True(failure is not null, $"moto keeps this clause now ({deviation}): take it from the list.");
            return;
        }

        await ControlPlaneContract.Clauses[clause](client);
    }
}
