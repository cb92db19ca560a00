using System.Text;
using System.Text.Json.Nodes;

namespace Egress.Emulator.Verify;

/// <summary>The questions, and what is not asked: <c>cases.json</c>, which lies in the assembly.</summary>
internal sealed record VerifyCases(IReadOnlyList<VerifyCase> Cases, IReadOnlyList<NotAsked> NotAsked)
{
    public static VerifyCases Load()
    {
        using var file = typeof(VerifyCases).Assembly.GetManifestResourceStream("Egress.Emulator.Verify.cases.json")!;
        var document = JsonNode.Parse(file)!;
        return new VerifyCases(
            [.. document["cases"]!.AsArray().Select(node => Case(node!))],
            [.. document["notAsked"]!.AsArray().Select(node => new NotAsked((string)node!["what"]!, (string)node["why"]!))]);
    }

    private static VerifyCase Case(JsonNode node) => new(
        (string)node["id"]!,
        (string)node["about"]!,
        Encoding.Latin1.GetBytes(CaseText.Expand(Texts(node["request"]))),
        Texts(node["vectors"]),
        Texts(node["unknown"]));

    private static string[] Texts(JsonNode? list) => [.. (list?.AsArray() ?? []).Select(item => (string)item!)];
}
