using Egress.Emulator.ControlPlane;
using Egress.Emulator.ControlPlane.Lambda;
using Egress.Emulator.Functions;
using Egress.Testing;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.Lambda;

/// <summary>The rows of LocalStack's recorded test_function_name_and_qualifier_validation and its like.</summary>
public sealed class FunctionReferenceTests
{
    private const string Arn = "arn:aws:lambda:us-east-1:123456789012:function:";
    private const string NameFault = "at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?";
    private static readonly string Long = new('a', 129);

    public static readonly TheoryData<string, string, string?, string, string> Refused = new()
    {
        { "a character of no name", "*", null, "ValidationException", $"1 validation error detected: Value '*' {NameFault}" },
        { "another such", "my-function!", null, "ValidationException", NameFault },
        { "a character of no version", "f", "bad!", "ValidationException", @"Value 'bad!' at 'qualifier' failed to satisfy constraint: Member must satisfy regular expression pattern: \$(LATEST(\.PUBLISHED)?)|[a-zA-Z0-9-_$]+" },
        { "a version too long", "f", Long, "ValidationException", $"Value '{Long}' at 'qualifier' failed to satisfy constraint: Member must have length less than or equal to 128" },
        { "both at once, the version first", "arn:aws:lambda:x:1:function:f", Long, "ValidationException", $"2 validation errors detected: Value '{Long}' at 'qualifier' failed" },
        { "an account that is none", "account:function:f", null, "ValidationException", NameFault },
        { "a Region that is none", "arn:aws:lambda:invalid-region:123456789012:function:f", null, "ValidationException", NameFault },
        { "no Region", "arn:aws:lambda::123456789012:function:f", null, "ValidationException", NameFault },
        { "no account", "arn:aws:lambda:us-east-1::function:f", null, "ValidationException", NameFault },
        { "an ARN of another service", "arn:aws:ec2:us-east-1:123456789012:instance:i-1", null, "ValidationException", NameFault },
        { "two versions in the ARN", Arn + "f:1:2", null, "ValidationException", NameFault },
        { "a version that looks like the latest", Arn + "f:$LATES", null, "ValidationException", NameFault },
        { "two versions that differ", Arn + "f:$LATEST", "1", "InvalidParameterValueException", "The derived qualifier from the function name does not match the specified qualifier." },
        { "another Region", "arn:aws:lambda:eu-west-1:123456789012:function:f", null, "ResourceNotFoundException", "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')" },
    };

    [Theory]
    [InlineData("a name", "f", null, Arn + "f", null)]
    [InlineData("an ARN cut short is a name", "arn:aws:lambda:us-east-1:123456789012:function", null, Arn + "function", null)]
    [InlineData("a partial ARN with its version", "function:f:$LATEST", null, Arn + "f", "$LATEST")]
    [InlineData("another account", "210987654321:function:f", null, "arn:aws:lambda:us-east-1:210987654321:function:f", null)]
    [InlineData("the same version twice", "f:7", "7", Arn + "f", "7")]
    [InlineData("a version in the query", "f", "$latest", Arn + "f", "$latest")]
    public void A_function_is_named_in_several_ways(string because, string name, string? qualifier, string arn, string? version)
    {
        var reference = FunctionReference.Read(name, qualifier, new FunctionHost(new ManualTimeProvider()));

        Assert.True((arn, version) == (reference.Arn, reference.Qualifier), because);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_names_no_function_is_refused(string because, string name, string? qualifier, string errorType, string message)
    {
        var refused = Assert.Throws<ControlPlaneException>(() => FunctionReference.Read(name, qualifier, new FunctionHost(new ManualTimeProvider())));

        Assert.True(refused.ErrorType == errorType, because);
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }
}
