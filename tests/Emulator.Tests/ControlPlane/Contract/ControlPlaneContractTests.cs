using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.Contract;

/// <summary>The same contract for the emulator and for moto (5.2.1), an emulator that we did not write and whose shapes come from the service models.</summary>
public sealed class ControlPlaneContractTests(MotoServer moto) : IClassFixture<MotoServer>
{
    /// <summary>Where moto does not keep the contract, why, and what is seen of it. A clause that it begins to keep, or breaks otherwise, fails.</summary>
    private static readonly Dictionary<string, (string Why, string Difference)> MotoDeviations = new()
    {
        ["A list of keys comes in pages"] = ("limit and position are ignored", "Tuple (False, False)"),
        ["The value of a key cannot be patched"] = ("the patch is accepted", "Tuple (200, \"\")"),
        ["Attaching twice is a conflict"] = ("it is 201 again", "Tuple (201, \"\")"),
        ["Attaching to a missing plan is not found"] = ("it is 201", "Tuple (201, \"\")"),
        ["Detaching twice is not found"] = ("its server fails", "Tuple (500, \"\")"),
        ["A deleted key leaves its plans"] = ("the key stays in the plan", "Tuple (202, 1)"),
        ["Usage is a list of days for each key"] = ("it has no GetUsage", "Tuple (404, \"\")"),
        ["What remains of a quota can be set"] = ("it has no UpdateUsage", "Tuple (404, \"\")"),
        ["Nothing but what remains can be set of a usage"] = ("it has no UpdateUsage", "Tuple (404, \"\")"),
        ["The usage of a missing plan is not found"] = ("it has no GetUsage, so the error has no type", "Tuple (404, \"\")"),
        ["A usage ends after it begins"] = ("it has no GetUsage", "Tuple (404, \"\")"),
        ["A key is tagged, shows its tags, and is untagged"] = ("it has no TagResource", "404"),
        ["A path that a plan does not have cannot be patched"] = ("the patch is ignored", "Tuple (200, \"\")"),
        ["A page follows its position and the last has none"] = ("limit and position are ignored", "\"3 3 \""),
        ["A stage's throttle is a method setting with the defaults of the others"] = ("its burst is another", "\"2.5 2000\""),
        ["A log format that says nothing is refused"] = ("the patch is accepted", "Tuple (200, \"\")"),
        ["A path that a stage does not have cannot be patched"] = ("the patch is accepted", "Tuple (200, \"\")"),
        ["A setting that is not there cannot be removed"] = ("the patch is accepted", "Tuple (200, \"\")"),
        ["The same token with other data is refused"] = ("the pending version is overwritten", "Tuple (200, \"\")"),
        ["A label is not moved without naming the version that has it"] = ("it is on both then", "Tuple (200, \"\")"),
        ["A missing secret is not found"] = ("the type is right, the status is not", "Tuple (404, \"ResourceNotFoundException\")"),
        ["A rotation is refused while another version is pending"] = ("its check is inverted", "Tuple (200, \"\")"),
        ["The current label cannot be taken away"] = ("the secret has no current version then", "Tuple (200, \"\")"),
        ["A rotation needs a function"] = ("it rotates without one", "Tuple (200, \"\")"),
        ["A function answers"] = ("a function of it needs a container", "Tuple (404, \"\")"),
        ["An event is taken and answered with nothing"] = ("a function of it needs a container", "Tuple (404, 127)"),
        ["A dry run performs nothing"] = ("a function of it needs a container", "404"),
        ["The end of the log comes on demand"] = ("a function of it needs a container", "Tuple (False, False)"),
        ["A failed function is a success of the call"] = ("a function of it needs a container", "Tuple (404, \"\")"),
        ["A payload that is no JSON is refused"] = ("the function is looked for first, and needs a container", "Tuple (404, \"ResourceNotFoundException\")"),
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
            Assert.True(failure is not null, $"moto keeps this clause now ({deviation.Why}): take it from the list.");
            Assert.Equal(deviation.Difference, Difference(failure));
            return;
        }

        await ControlPlaneContract.Clauses[clause](client);
    }

    /// <summary>Of a comparison what was found instead, of anything else its first line.</summary>
    private static string Difference(Exception failure) =>
        failure.Message.Split('\n').FirstOrDefault(line => line.StartsWith("Actual:", StringComparison.Ordinal))?["Actual:".Length..].Trim() ?? failure.Message.Split('\n')[0].Trim();
}
