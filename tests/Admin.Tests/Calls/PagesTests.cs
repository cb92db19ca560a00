using Egress.Admin.Calls;

namespace Egress.Admin.Tests.Calls;

public sealed class PagesTests
{
    [Fact]
    public async Task Every_page_is_read()
    {
        var all = await Pages.AllAsync("List", position => Task.FromResult(position switch
        {
            null => new Page<int>([1, 2], "a"),
            "a" => new Page<int>(null, "b"),
            _ => new Page<int>([3], null),
        }));

        Assert.Equal([1, 2, 3], all);
    }

    [Fact]
    public async Task A_position_that_comes_back_ends_in_an_error_not_in_a_loop()
    {
        var reading = Pages.AllAsync("List", position => Task.FromResult(new Page<int>([1], position is null ? "a" : "a")));

        var failure = await Assert.ThrowsAsync<CallFailedException>(() => reading);
        Assert.Equal("RepeatedPosition", failure.Code);
    }
}
