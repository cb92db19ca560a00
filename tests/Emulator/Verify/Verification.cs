namespace Egress.Emulator.Verify;

/// <summary>
/// Where the emulator and a deployed stack differ:
/// 1. every case (<see cref="VerifyCases"/>) is asked of both, each through its own Probe (<see cref="ProbedGateway"/>);
/// 2. the answers are taken apart, without what differs in any two calls (<see cref="AnswerFields"/>), and compared (<see cref="CaseResult"/>);
/// 3. what differs is asked once more, for the upstream is a public one and has moods;
/// 4. the rest is told (<see cref="VerifyReport"/>).
/// </summary>
internal sealed class Verification(ProbedGateway deployed, ProbedGateway emulated)
{
    public async Task<IReadOnlyList<CaseResult>> RunAsync(IReadOnlyList<VerifyCase> cases, CancellationToken cancellationToken)
    {
        var results = await AskAsync(cases, cancellationToken);
        var again = (await AskAsync([.. results.Where(result => !result.IsSame).Select(result => result.Case)], cancellationToken)).ToDictionary(result => result.Case.Id);
        return [.. results.Select(result => again.GetValueOrDefault(result.Case.Id, result))];
    }

    private async Task<CaseResult[]> AskAsync(IReadOnlyList<VerifyCase> cases, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(deployed.AskAsync(cases, cancellationToken), emulated.AskAsync(cases, cancellationToken));
        return [.. cases.Select((each, index) => new CaseResult(each, answers[0][index], answers[1][index]))];
    }
}
