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
    [InlineData("""{"PasswordLength":3}""", "InvalidParameterException", "Password length is too short based on the required types.")]
    [InlineData("""{"PasswordLength":4097}""", "ValidationException", "1 validation error detected: Value '4097' at 'passwordLength' failed to satisfy constraint: Member must have value less than or equal to 4096")]
    [InlineData("""{"PasswordLength":0}""", "ValidationException", "1 validation error detected: Value '0' at 'passwordLength' failed to satisfy constraint: Member must have value greater than or equal to 1")]
    [InlineData("""{"ExcludePunctuation":true,"ExcludeLowercase":true,"ExcludeUppercase":true,"ExcludeNumbers":true}""", "InvalidParameterException", "Every type of character is excluded: a password needs one.")]
    public async Task A_password_that_cannot_be_is_refused(string input, string errorType, string message)
    {
        await using var plane = new TestControlPlane();

        var refused = await plane.SecretAsync("GetRandomPassword", JsonNode.Parse(input)!.AsObject());

        Assert.Equal((errorType, message), (refused.ErrorType, refused.Text("Message")));
    }
}
