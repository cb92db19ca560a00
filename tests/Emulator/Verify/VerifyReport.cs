using System.Text;

namespace Egress.Emulator.Verify;

/// <summary>
/// The table: a line for each case, below it what differs, and at the end the count. A difference that was told is not told again in full: one in
/// every answer, such as another header, would hide the others.
/// </summary>
internal sealed class VerifyReport(TextWriter output)
{
    private const int MostCharacters = 160;

    private readonly Dictionary<FieldDifference, string> _told = [];

    public void Write(IReadOnlyList<CaseResult> results, IReadOnlyList<NotAsked> notAsked)
    {
        output.WriteLine($"{"case",-32} {"",-9} {"AWS",-48} emulator");
        foreach (var result in results)
        {
            output.WriteLine($"{result.Case.Id,-32} {VerdictOn(result),-9} {Summary(result.Deployed),-48} {Summary(result.Emulated)}");
            WriteDifferences(result);
        }

        output.WriteLine("\nnot asked:");
        foreach (var reason in notAsked.GroupBy(item => item.Why))
        {
            output.WriteLine($"  {string.Join(", ", reason.Select(item => item.What))}: {reason.Key}");
        }

        output.WriteLine($"\n{results.Count} cases, {results.Count(result => !result.IsSame)} differ, in {_told.Count} ways");
    }

    private string VerdictOn(CaseResult result) => result.IsSame ? "same" : result.Differences.All(_told.ContainsKey) ? "as above" : "DIFFERS";

    private void WriteDifferences(CaseResult result)
    {
        if (VerdictOn(result) == "DIFFERS")
        {
            output.WriteLine($"    {result.Case.About}{(result.Case.Unknown.Count > 0 ? $" (unknown {string.Join(", ", result.Case.Unknown)})" : "")}");
        }

        foreach (var difference in result.Differences)
        {
            output.WriteLine(_told.TryAdd(difference, result.Case.Id)
                ? $"    {difference.Field}\n      AWS      {Short(difference.Deployed)}\n      emulator {Short(difference.Emulated)}"
                : $"    {difference.Field}: as in {_told[difference]}");
        }
    }

    private static string Summary(ProbedAnswer answer)
    {
        var text = Encoding.Latin1.GetString(answer.Bytes);
        var line = text.StartsWith("HTTP/", StringComparison.Ordinal) ? text[..Math.Max(text.IndexOf("\r\n", StringComparison.Ordinal), 0)] : answer.End;
        return $"{(line.Length > 38 ? line[..38] : line)}{(answer.FirstMs is { } first ? $" {first} ms" : "")}";
    }

    private static string Short(string? value) => value switch
    {
        null => "absent",
        "" => "empty",
        { Length: > MostCharacters } => $"{Visible(value[..MostCharacters])}… ({value.Length} characters)",
        _ => Visible(value),
    };

    private static string Visible(string value) => string.Concat(value.Select(character => char.IsControl(character) ? $"\\x{(int)character:x2}" : character.ToString()));
}
