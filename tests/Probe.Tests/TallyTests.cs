using Egress.Probe.Contract;

namespace Egress.Probe.Tests;

public sealed class TallyTests
{
    [Fact]
    public void A_refusal_ends_the_run_and_a_neutral_answer_does_not()
    {
        var report = Count(ProbeMode.Accept, "PPRPNPP").ToReport(TimeSpan.FromSeconds(10));

        Assert.Equal((5, 1, 1), (report.Passes, report.Refusals, report.Neutral));
        Assert.Equal((3, 3, 6_000L, 1_000L), (report.Run, report.LongestRun, report.RunMs, report.FirstMs));
    }

    [Fact]
    public void The_longest_run_is_remembered()
    {
        var report = Count(ProbeMode.Accept, "PPPRP").ToReport(TimeSpan.FromSeconds(5));

        Assert.Equal((1, 3), (report.Run, report.LongestRun));
    }

    [Fact]
    public void Where_refusals_are_wished_a_pass_ends_the_run()
    {
        var report = Count(ProbeMode.Reject, "RRPRRR").ToReport(TimeSpan.FromSeconds(6));

        Assert.Equal((1, 5, 3), (report.Passes, report.Refusals, report.Run));
    }

    [Fact]
    public void Without_a_wished_answer_there_is_no_first()
    {
        var report = Count(ProbeMode.Accept, "RRN").ToReport(TimeSpan.FromSeconds(3));

        Assert.Equal((0, 0L, null), (report.Run, report.RunMs, report.FirstMs));
    }

    // One answer a second, the first after one second.
    private static Tally Count(ProbeMode mode, string answers) => answers.Select((answer, index) => (answer, At: TimeSpan.FromSeconds(index + 1))).Aggregate(
        new Tally("a.com", mode),
        (tally, each) => tally.Add(new Verdict(each.answer switch { 'P' => VerdictKind.Pass, 'R' => VerdictKind.Refusal, _ => VerdictKind.Neutral }), each.At));
}
