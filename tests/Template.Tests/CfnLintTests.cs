using Xunit;

namespace Egress.Template.Tests;

public sealed class CfnLintTests(SamTransform sam)
{
    [Theory]
    [InlineData("us-east-1")]
    [InlineData("ap-northeast-1")]
    [InlineData("eu-west-1")]
    public async Task Cfn_lint_finds_nothing_in_the_template(string region) => await AssertCleanAsync("--regions", region, "--", "template.yaml");

    /// <summary>What the loop makes is seen here only: the template itself is linted with the upstreams that are open by default.</summary>
    [Theory]
    [InlineData(SamTransform.OneUpstream)]
    [InlineData(SamTransform.NineUpstreams)]
    public async Task Cfn_lint_finds_nothing_in_what_the_transforms_make_of_it(string upstreams)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        try
        {
            await File.WriteAllTextAsync(file, sam.With(upstreams).ToString(), TestContext.Current.CancellationToken);
            await AssertCleanAsync("--ignore-checks", "W7001", "W2001", "--", file); // the mappings, which the transform has used up, and the limits of upstreams that are not open
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task AssertCleanAsync(params string[] arguments)
    {
        var result = await Tool.RunAsync("cfn-lint", arguments, TestContext.Current.CancellationToken);
        Assert.SkipWhen(result is null, "NOT CHECKED: cfn-lint is not installed: pip install cfn-lint");

        Assert.Equal("", result.Output + result.Error);
        Assert.Equal(0, result.ExitCode);
    }
}
