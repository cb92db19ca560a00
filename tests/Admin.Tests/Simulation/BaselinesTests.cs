using Egress.Simulation.Baselines;

namespace Egress.Admin.Tests.Simulation;

/// <summary>Ours against ten published rotators in the same days; the whole table is in tests/Benchmarks/results/rotation.md.</summary>
public sealed class BaselinesTests
{
    private const int Days = 6;

    // What AWS has not told of yet when a key is settled: 40 minutes of six callers, at each rotation.
    private const int StatedResidue = 2 * 6 * 2 * 40;

    private static readonly int Plans = DeployedStack.Upstreams.Length;

    public static TheoryData<string> Ids => [.. PublishedRotators.All.Select(rotator => rotator.Id)];

    [Fact]
    public async Task Ours_fails_no_request_leaves_no_orphan_and_grants_no_more_than_the_stated_residue()
    {
        var ours = await SumAsync(Comparison.OursAsync);

        Assert.All(ours.Failed, failed => Assert.Equal(0, failed));
        Assert.Equal((0, 0), (ours.FailedNeighbour, ours.Orphans));
        Assert.InRange(ours.ExtraQuota, 0, Days * StatedResidue);
        Assert.InRange(ours.Clean, ours.Rotations / 2, ours.Rotations); // at least those that nothing cut off
        TestContext.Current.TestOutputHelper?.WriteLine($"ours {ours}");
    }

    [Fact]
    public async Task Ours_makes_no_management_call_that_the_algorithm_can_do_without()
    {
        var calls = await Comparison.CallsOfOursAsync();

        var made = calls.GroupBy(call => call.By).Select(step => (step.Key, step.Count(IsRead), step.Count(call => !IsRead(call))));
        var needed = CallFloor.Needs.GroupBy(need => need.By).Select(step => (step.Key, step.Sum(need => need.ReadsOf(Plans)), step.Sum(need => need.WritesOf(Plans))));
        Assert.Equal(needed, made);
        Assert.Equal(CallFloor.Of(Plans), calls.Count);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Each_published_rotator_fails_requests_and_grants_a_quota_anew(string id)
    {
        var rotator = PublishedRotators.All.Single(each => each.Id == id);

        var theirs = await SumAsync(seed => Comparison.OfAsync(rotator, seed));

        TestContext.Current.TestOutputHelper?.WriteLine($"{id} {theirs}");
        Assert.True(theirs.Failed.Sum() + theirs.FailedNeighbour > 0, $"{id} failed nobody");
        Assert.True(theirs.Clean == 0 || theirs.Calls / theirs.Clean > CallFloor.Of(Plans), $"{id} made {theirs.Calls} calls for {theirs.Clean} rotations that nobody noticed");
        Assert.True(theirs.ExtraQuota > Days * StatedResidue, $"{id} granted {theirs.ExtraQuota}");
    }

    private static bool IsRead((string By, string Operation) call) => call.Operation.StartsWith("Get", StringComparison.Ordinal);

    private static async Task<RotatorScore> SumAsync(Func<int, Task<RotatorScore>> run)
    {
        var sum = await run(1);
        for (var seed = 2; seed <= Days; seed++)
        {
            sum += await run(seed);
        }

        return sum;
    }
}
