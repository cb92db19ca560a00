using Xunit;

namespace Egress.Emulator.Tests.Deployment;

public sealed class PassiveResourceTests
{
    public static readonly TheoryData<string, string, string, string> Values = new()
    {
        { "AWS::EC2::VPC", "CidrBlock: 10.0.0.0/16", "!Ref R", "^vpc-[0-9a-f]{17}$" },
        { "AWS::EC2::VPC", "CidrBlock: 10.0.0.0/16", "!GetAtt R.CidrBlock", "^10.0.0.0/16$" },
        { "AWS::EC2::Subnet", "VpcId: vpc-1", "!GetAtt R.VpcId", "^vpc-1$" },
        { "AWS::EC2::Subnet", "VpcId: vpc-1", "!GetAtt R.AvailabilityZone", "^us-east-1a$" },
        { "AWS::EC2::SecurityGroup", "VpcId: vpc-1", "!GetAtt R.GroupId", "^sg-[0-9a-f]{17}$" },
        { "AWS::IAM::Role", "Path: /", "!GetAtt R.Arn", "^arn:aws:iam::123456789012:role/egress-R-[A-Z0-9]{12}$" },
        { "AWS::IAM::Role", "RoleName: r", "!Ref R", "^r$" },
        { "AWS::Logs::LogGroup", "LogGroupName: /a/b", "!GetAtt R.Arn", "^arn:aws:logs:us-east-1:123456789012:log-group:/a/b:\\*$" },
        { "AWS::SNS::Topic", "TopicName: t", "!Ref R", "^arn:aws:sns:us-east-1:123456789012:t$" },
        { "AWS::SQS::Queue", "QueueName: q", "!GetAtt R.Arn", "^arn:aws:sqs:us-east-1:123456789012:q$" },
        { "AWS::KMS::Key", "Description: d", "!Ref R", "^[0-9a-f]{8}-[0-9a-f]{4}-" },
        { "AWS::CloudWatch::Alarm", "Threshold: 1", "!Ref R", "^egress-R-[A-Z0-9]{12}$" },
        { "AWS::Unheard::Of", "Anything: goes", "!GetAtt R.Arn", "^arn:aws:unheard:us-east-1:123456789012:egress-R-[A-Z0-9]{12}$" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_resource_in_name_only_has_what_others_ask_of_it(string type, string properties, string reference, string pattern)
    {
        var stack = TestStack.Deploy($"Resources: {{R: {{Type: '{type}', Properties: {{{properties}}}}}}}\nOutputs: {{O: {{Value: {reference}}}}}").Stack;

        Assert.Matches(pattern, stack.Outputs["O"]);
        Assert.Equal(["R"], stack.NotEmulated[type]);
    }

    [Fact]
    public void An_attribute_that_it_has_not_is_refused()
    {
        var refusal = TestStack.Refusal("Resources:\n  R: {Type: 'AWS::EC2::VPC'}\nOutputs:\n  O: {Value: !GetAtt R.Arn}");

        Assert.StartsWith("t.yaml:4: found Fn::GetAtt R.Arn, expected one of VpcId, CidrBlock,", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AWS::ApiGateway::Authorizer")]
    [InlineData("AWS::ApiGateway::Stages")]
    [InlineData("AWS::Serverless::Lambda")]
    [InlineData("Stage")]
    public void A_type_that_matters_and_is_not_known_is_refused(string type)
    {
        var refusal = TestStack.Refusal($"Transform: AWS::Serverless-2016-10-31\nResources:\n  R: {{Type: '{type}'}}");

        Assert.StartsWith($"t.yaml:3: found the resource type {type} of R, expected a type that the emulator knows", refusal, StringComparison.Ordinal);
    }
}
