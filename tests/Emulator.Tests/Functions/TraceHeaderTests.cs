using Egress.Emulator.Functions;
using Xunit;

namespace Egress.Emulator.Tests.Functions;

public sealed class TraceHeaderTests
{
    private const string Root = "1-3152b799-8954dae64eda91bc9a23a7e8";
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(0x6b01bacc);

    [Theory]
    [InlineData("nothing is given", null, "^Root=1-6b01bacc-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$")]
    [InlineData("a trace goes on", $"Root={Root};Parent=7fa8c0f79203be72;Sampled=1", $"^Root={Root};Parent=7fa8c0f79203be72;Sampled=1$")]
    [InlineData("in any order, with more beside", $"Sampled=1; Self=x;Root={Root};Lineage=1:2:3", $"^Root={Root};Parent=[0-9a-f]{{16}};Sampled=1$")]
    [InlineData("what is none begins a new one", "Root=1-x-y;Parent=z;Sampled=?", "^Root=1-6b01bacc-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$")]
    [InlineData("a line end is in none of it", $"Root={Root}\r\nX: y", "^Root=1-6b01bacc-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$")]
    public void A_function_gets_the_callers_trace_or_one_of_its_own(string because, string? given, string pattern) =>
        Assert.True(System.Text.RegularExpressions.Regex.IsMatch(TraceHeader.Of(given, Now), pattern), because);
}
