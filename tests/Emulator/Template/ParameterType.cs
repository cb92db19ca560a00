namespace Egress.Emulator.Template;

/// <summary>The type of a parameter (AWS page "CloudFormation template Parameters syntax").</summary>
internal sealed record ParameterType(string Name, bool IsList, bool IsNumber, bool MustExist)
{
    public static ParameterType Parse(ScalarNode type)
    {
        var name = type.Text;
        var isWrapped = name.StartsWith("List<", StringComparison.Ordinal) && name.EndsWith('>');
        var element = isWrapped ? name[5..^1] : name;
        return element switch
        {
            "CommaDelimitedList" when !isWrapped => new ParameterType(name, IsList: true, IsNumber: false, MustExist: false),
            "String" => new ParameterType(name, isWrapped, IsNumber: false, MustExist: false),
            "Number" => new ParameterType(name, isWrapped, IsNumber: true, MustExist: false),
            _ when element.StartsWith("AWS::SSM::Parameter::Value", StringComparison.Ordinal) => throw type.Unexpected(
                "a parameter's type", "a type whose value is given with the stack", "use String and pass the value: the emulator has no Parameter Store"),
            "AWS::SSM::Parameter::Name" when !isWrapped => new ParameterType(name, IsList: false, IsNumber: false, MustExist: false),
            _ when element.StartsWith("AWS::", StringComparison.Ordinal) && element.EndsWith("::Id", StringComparison.Ordinal) => Existing(name, isWrapped),
            "AWS::EC2::AvailabilityZone::Name" or "AWS::EC2::KeyPair::KeyName" or "AWS::EC2::SecurityGroup::GroupName" => Existing(name, isWrapped),
            _ => throw type.Unexpected("a parameter's type", "String, Number, CommaDelimitedList, List<Number> or a type such as AWS::EC2::VPC::Id", "correct it"),
        };
    }

    private static ParameterType Existing(string name, bool isList) => new(name, isList, IsNumber: false, MustExist: true);
}
