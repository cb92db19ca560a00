namespace Egress.Emulator.Verify;

/// <summary>Both answers to one question.</summary>
internal sealed record CaseResult(VerifyCase Case, ProbedAnswer Deployed, ProbedAnswer Emulated)
{
    public IReadOnlyList<FieldDifference> Differences { get; } = Compare(AnswerFields.Of(Deployed, Case.IsHead), AnswerFields.Of(Emulated, Case.IsHead));

    public bool IsSame => Differences.Count == 0;

    private static FieldDifference[] Compare(IReadOnlyDictionary<string, string> deployed, IReadOnlyDictionary<string, string> emulated) =>
    [
        .. deployed.Keys.Union(emulated.Keys)
            .Select(field => new FieldDifference(field, deployed.GetValueOrDefault(field), emulated.GetValueOrDefault(field)))
            .Where(difference => difference.Deployed != difference.Emulated)
            .OrderBy(difference => difference.Field, StringComparer.Ordinal),
    ];
}
