using System.Text;
using System.Text.RegularExpressions;
using Egress.Emulator.Gateway.Waf;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Waf;

public sealed class RegexTestTests
{
    [Theory]
    [InlineData("/admin", false)]
    [InlineData("/api/v12/x", true)]
    [InlineData("/probe", true)]
    public void One_of_several_expressions_suffices(string value, bool matches) =>
        Assert.Equal(matches, RegexTest.AnyOf([RegexTest.Parse("^/api/v[0-9]+/"), RegexTest.Parse("(?i)PROBE$")])(Encoding.UTF8.GetBytes(value)));

    [Fact]
    public void No_value_makes_an_expression_slow()
    {
        Assert.True(RegexTest.Parse("^(a+)+$").Options.HasFlag(RegexOptions.NonBacktracking));
        Assert.False(RegexTest.AnyOf([RegexTest.Parse("^(a+)+$")])(Encoding.UTF8.GetBytes(new string('a', 16_000) + "b")));
    }
}
