using Egress.Admin.Rotation;

namespace Egress.Admin.Tests.Rotation;

public sealed class RotationStepsTests
{
    [Theory]
    [InlineData("createSecret", "CreateSecret")]
    [InlineData("create_secret", "CreateSecret")]
    [InlineData("SETSECRET", "SetSecret")]
    [InlineData("test_Secret", "TestSecret")]
    [InlineData("finishSecret", "FinishSecret")]
    public void A_step_is_known_in_every_spelling(string step, string expected) => Assert.Equal(expected, RotationSteps.Parse(step).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("deleteSecret")]
    [InlineData("1")]
    [InlineData("createSecret,setSecret")]
    public void Another_step_is_refused(string step) => Assert.Throws<RefusedException>(() => RotationSteps.Parse(step));
}
