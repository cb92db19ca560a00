using System.Text.Json.Nodes;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.SecretsManager;

public sealed class PasswordOperationsTests
{
    [Theory]
    [InlineData("32 characters of all types", "{}", "^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])(?=.*[!-/:-@[-`{-~])[!-~]{32}$")]
    [InlineData("48 letters and digits, as the template asks", """{"PasswordLength":48,"ExcludePunctuation":true}""", "^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9]{48}$")]
    [InlineData("digits only", """{"ExcludePunctuation":true,"ExcludeLowercase":true,"ExcludeUppercase":true}""", "^[0-9]{32}$")]
    [InlineData("without some characters", """{"PasswordLength":4096,"ExcludeCharacters":"aA0\"@/\\"}""", "^[^aA0\"@/\\\\]{4096}$")]
    [InlineData("one of each type in four characters", """{"PasswordLength":4}""", "^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])(?=.*[!-/:-@[-`{-~]).{4}$")]
    public async Task A_password_is_made_as_asked(string because, string input, string pattern)
    {
        await using var plane = new TestControlPlane();

        var password = (await plane.SecretAsync("GetRandomPassword", JsonNode.Parse(input)!.AsObject())).Text("RandomPassword");

        Assert.True(System.Text.RegularExpressions.Regex.IsMatch(password, pattern), because);
    }

    [Theory]
    [InlineData("""{"PasswordLength":3}""")]
    [InlineData("""{"PasswordLength":4097}""")]
    [InlineData("""{"ExcludePunctuation":true,"ExcludeLowercase":true,"ExcludeUppercase":true,"ExcludeNumbers":true}""")]
    public async Task A_password_that_cannot_be_is_refused(string input)
    {
        await using var plane = new TestControlPlane();

        Assert.Equal("InvalidParameterException", (await plane.SecretAsync("GetRandomPassword", JsonNode.Parse(input)!.AsObject())).ErrorType);
    }
}
