using Xunit;

namespace Egress.Emulator.Tests.Deployment.Secrets;

public sealed class RotationScheduleResourceTests
{
    private const string Permission =
        "P: {Type: 'AWS::Lambda::Permission', Properties: {FunctionName: !Ref F, Action: 'lambda:InvokeFunction', Principal: secretsmanager.amazonaws.com}}";

    [Fact]
    public void A_rotation_is_scheduled_and_starts_at_once_unless_told_otherwise()
    {
        var stack = TestStack.Deploy(Text(Permission, "RotationRules: {AutomaticallyAfterDays: 30}"));

        var rotation = Assert.Single(stack.Stack.RotationSchedules);
        Assert.True(rotation.RotatesImmediately);
        Assert.Equal(stack.Stack.PhysicalIds["S"], rotation.SecretArn);
        Assert.Equal(30, stack.Targets.Secrets.Present(rotation.SecretArn).Rotation?.Rules.AutomaticallyAfterDays);
    }

    [Fact]
    public void A_rotation_may_wait_for_its_time()
    {
        var stack = TestStack.Deploy(Text(Permission, "RotateImmediatelyOnUpdate: false, RotationRules: {ScheduleExpression: rate(10 days)}"));

        Assert.False(Assert.Single(stack.Stack.RotationSchedules).RotatesImmediately);
    }

    [Theory]
    [InlineData("Q: {Type: 'AWS::Some::Thing'}")]
    [InlineData("P: {Type: 'AWS::Lambda::Permission', Properties: {FunctionName: !Ref F, Action: 'lambda:InvokeFunction', Principal: events.amazonaws.com}}")]
    [InlineData("P: {Type: 'AWS::Lambda::Permission', Properties: {FunctionName: !Ref F, Action: 'lambda:GetFunction', Principal: secretsmanager.amazonaws.com}}")]
    public void A_function_that_Secrets_Manager_may_not_invoke_is_refused(string permission)
    {
        var refusal = TestStack.Refusal(Text(permission, "RotationRules: {AutomaticallyAfterDays: 30}"));

        Assert.StartsWith("t.yaml:6: found the rotation R by F, which secretsmanager.amazonaws.com may not invoke", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RotationRules: {AutomaticallyAfterDays: 1001}", "expected an integer from 1 to 1000")]
    [InlineData("RotationRules: {ScheduleExpression: often}", "found a refusal of AWS::SecretsManager::RotationSchedule R")]
    [InlineData("HostedRotationLambda: {}", "found HostedRotationLambda in R")]
    [InlineData("RotationRule: {}", "found the key 'RotationRule' in R")]
    public void A_schedule_that_is_none_is_refused(string properties, string found)
    {
        Assert.Contains(found, TestStack.Refusal(Text(Permission, properties)), StringComparison.Ordinal);
    }

    private static string Text(string permission, string properties) =>
        $$"""
        Resources:
          S: {Type: 'AWS::SecretsManager::Secret', Properties: {SecretString: v} }
          F: {Type: 'AWS::Lambda::Function', Properties: {Code: tests/Testing, Handler: h, Runtime: r, Role: x} }
          {{permission}}
          # The rotation comes after the permission because it is written after it.
          R: {Type: 'AWS::SecretsManager::RotationSchedule', Properties: {SecretId: !Ref S, RotationLambdaARN: !GetAtt F.Arn, {{properties}} } }
        """;
}
