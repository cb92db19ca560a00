using System.Diagnostics;
using Egress.Emulator.Gateway.Integrate;
using Egress.Emulator.Gateway.Velocity;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Velocity;

/// <summary>What a template does is counted as the work that it is, however it is written.</summary>
public sealed class VelocityWorkTests
{
    private const string TooMuch = "more work than a mapping template may take";
    private const string TooLong = "a text of more than 10485760 characters";

    private static readonly string Map = "{" + string.Concat(Enumerable.Range(0, 90_000).Select(name => $"{name}:1,")) + "}";

    [Theory]
    [InlineData("matches that are each sought to the end", "$input.body.replaceAll('a(.*b)?', '')", 100_000, TooMuch)]
    [InlineData("as pieces", "$input.body.split('a(.*b)?').size()", 100_000, TooMuch)]
    [InlineData("a pattern that counts", "$input.body.replaceAll('(a{1,30}){1,30}b', '')", 1_000_000, "more than 1 s to match")]
    [InlineData("items from a long list's front", "#set($l = [1..100000])#foreach($i in [1..1000])#foreach($j in [1..2])#set($x = $l.remove(0))#end#end", 0, TooMuch)]
    [InlineData("a text that grows as it is encoded", "#set($x = $util.urlEncode($util.base64Encode($input.body).replace('h', '/')))", 6_000_000, TooLong)]
    [InlineData("as Base64", "#set($x = $util.base64Encode($input.body))", 9_000_000, TooLong)]
    public void It_ends(string because, string template, int letters, string fault) => Faults(because, template, new string('a', letters), fault);

    [Fact]
    public void Names_from_a_long_map() =>
        Faults("names", "#set($m = $input.path('$'))#foreach($i in [1..1000])#foreach($k in [1..2])#set($x = $m.remove('0'))#set($m['0'] = 1)#end#end", Map, TooMuch);

    [Fact]
    public void A_list_of_one_long_text() =>
        Faults("texts", "#set($l = $input.path('$'))#foreach($i in [1..30])#set($x = $l.add($l[0]))#end$l", $"[\"{new string('a', 6_000_000)}\"]", TooLong);

    [Fact]
    public void Values_that_are_read() =>
        Faults("values", "#set($x = '')#foreach($i in [1..6])#set($x = $util.parseJson($input.body))#end", "[" + string.Concat(Enumerable.Repeat("1,", 900_000)) + "]", TooMuch);

    [Theory]
    [InlineData("as many values as can be read", 999_999, "1")]
    [InlineData("one more", 1_000_000, "")]
    public void A_body_has_a_million_values_at_most(string because, int items, string expected) =>
        Assert.True(Templates.Run("$input.path('$[0]')", "[" + string.Concat(Enumerable.Repeat("1,", items)) + "]") == expected, because);

    [Theory]
    [InlineData("as many values as are read", 9_997, 200L)]
    [InlineData("one more", 9_998, null)]
    public void A_status_is_found_among_ten_thousand(string because, int items, long? expected) =>
        Assert.True(MockStatus.Of("{x: [" + string.Concat(Enumerable.Repeat("1,", items)) + "], statusCode: 200}") == expected, because);

    [Fact]
    public void What_is_deep_is_found_as_fast_as_what_is_not()
    {
        var (flat, deep) = (Values(depth: 1), Values(depth: 390));

        // Each in its turn, so that whatever else the machine does meets both. Through an iterator of each level the deep one takes some sixty times as long.
        var times = Enumerable.Range(0, 3).Select(_ => (Flat: TimeOfSearch(flat), Deep: TimeOfSearch(deep))).ToList();

        Assert.InRange(times.Min(time => time.Deep) / times.Min(time => time.Flat), 0, 8);
    }

    [Theory]
    [InlineData("a letter", "a", "b")]
    [InlineData("several", "a+", "b")]
    [InlineData("one of a class", "[a-c]", "b")]
    [InlineData("one of two words", "(a|cc)", "b")]
    public void What_grows_with_the_text_alone_is_done(string because, string pattern, string replacement)
    {
        var body = string.Concat(Enumerable.Repeat("a ", 500_000));

        Assert.True(Templates.Run($"$input.body.replaceAll('{pattern}', '{replacement}')", body) == body.Replace('a', 'b'), because);
    }

    private static object? Values(int depth)
    {
        Assert.True(PermissiveJson.TryRead(new string('[', depth) + string.Concat(Enumerable.Repeat("1,", 300_000)) + new string(']', depth), 1_000_000, out var value));
        return value;
    }

    private static TimeSpan TimeOfSearch(object? root)
    {
        var start = Stopwatch.GetTimestamp();

        Assert.Empty(Assert.IsType<VelocityList>(JsonPath.Find(root, "$..a", new Rendering(new Dictionary<string, object?>()))));

        return Stopwatch.GetElapsedTime(start);
    }

    private static void Faults(string because, string template, string body, string fault)
    {
        var start = Stopwatch.GetTimestamp();

        var found = Templates.Fault(template, body);

        Assert.True(found.Contains(fault, StringComparison.Ordinal), $"{because}: {found[..Math.Min(found.Length, 200)]}");
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }
}
