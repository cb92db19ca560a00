namespace Egress.Client.Tests;

public sealed class ApiKeyTests
{
    [Theory]
    [InlineData("C-49: too short", "KeyOf29CharactersIsOneTooFew9")]
    [InlineData("C-49: a blank inside", "KeyOne0123456789 abcdefghijklmnopqrstuvwxyz")]
    [InlineData("C-49: a line end", "KeyOne0123456789abcdefghijklmnopqrstuvwxyz\n")]
    [InlineData("C-49: not ASCII", "KeyOne0123456789abcdefghijklmnopqrstuvwxyé")]
    [InlineData("C-49: a digit of another script", "KeyOne0123456789abcdefghijklmnopqrstuvwxy\u0661")]
    [InlineData("C-49: nothing", "")]
    public void What_is_no_key_is_refused_and_not_repeated(string because, string value)
    {
        var refusal = Assert.Throws<ArgumentException>(() => new ApiKey(value));

        Assert.True(value.Length == 0 || !refusal.ToString().Contains(value, StringComparison.Ordinal), because);
        Assert.Contains($"has {value.Length} characters", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(29, false)]
    [InlineData(30, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void C49_a_key_has_30_to_128_characters(int characters, bool isKey) =>
        Assert.Equal(isKey, Record.Exception(() => new ApiKey(new string('k', characters))) is null);
}
