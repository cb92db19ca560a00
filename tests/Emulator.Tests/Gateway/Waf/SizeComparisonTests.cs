using Egress.Emulator.Gateway.Waf;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Waf;

public sealed class SizeComparisonTests
{
    [Theory]
    [InlineData("EQ", false, true, false)]
    [InlineData("NE", true, false, true)]
    [InlineData("LE", true, true, false)]
    [InlineData("LT", true, false, false)]
    [InlineData("GE", false, true, true)]
    [InlineData("GT", false, false, true)]
    public void An_operator_compares_the_size_with_the_rule_s(string name, bool smaller, bool equal, bool larger)
    {
        var compare = SizeComparison.ByOperator[name];

        Assert.Equal((smaller, equal, larger), (compare(4, 5), compare(5, 5), compare(6, 5)));
    }
}
