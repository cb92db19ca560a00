using Egress.Benchmarks.Costs;
using Egress.Testing;
using Xunit;

namespace Egress.Template.Tests.Costs;

public sealed class CostReportTests
{
    private const string Remedy = "differs from what the code computes; run: dotnet run --project tests/Benchmarks -- costs";

    [Fact]
    public void The_readme_the_account_and_the_chart_say_what_the_code_computes()
    {
        var readme = Read(CostReport.Readme);

        Assert.True(CostReport.InReadme(readme) == readme, $"{CostReport.Readme} {Remedy}");
        Assert.True(CostReport.AccountText() == Read(CostReport.Account), $"{CostReport.Account} {Remedy}");
        Assert.True(CostChart.Svg() == Read(CostReport.Chart), $"{CostReport.Chart} {Remedy}");
    }

    [Fact]
    public void Writing_mends_what_differs_and_leaves_the_rest_of_the_readme_alone()
    {
        var folder = Directory.CreateTempSubdirectory("egress-costs-").FullName;
        var readme = Read(CostReport.Readme);
        File.WriteAllText(Path.Combine(folder, CostReport.Readme), readme.Replace("| NAT gateway |", "| NAT, changed by hand |", StringComparison.Ordinal));

        CostReport.Write(folder);

        Assert.Equal(readme, File.ReadAllText(Path.Combine(folder, CostReport.Readme)));
        Assert.Equal(CostReport.AccountText(), File.ReadAllText(Path.Combine(folder, CostReport.Account)));
        Assert.Equal(CostChart.Svg(), File.ReadAllText(Path.Combine(folder, CostReport.Chart)));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_readme_without_the_marks_is_refused_with_the_marks_that_it_should_hold()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => CostReport.InReadme("# Egress\n"));

        Assert.Contains("<!-- costs:", refused.Message, StringComparison.Ordinal);
        Assert.Contains("<!-- end of costs -->", refused.Message, StringComparison.Ordinal);
    }

    private static string Read(string path) => File.ReadAllText(Repository.PathOf(path));
}
