namespace Egress.Emulator.Template;

/// <summary>The type of a parameter (AWS page "CloudFormation template Parameters syntax").</summary>
internal sealed record ParameterType(string Name, bool IsList, bool IsNumber, bool MustExist)
{
    private const string Stored = "AWS::SSM::Parameter::Value<";

    /// <summary>The given text is the name of an entry of the Parameter Store, whose content is the value.</summary>
    public bool IsStored { get; private init; }

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
            _ when name.StartsWith(Stored, StringComparison.Ordinal) && name.EndsWith('>') =>
                Parse(new ScalarNode(type.At, name[Stored.Length..^1])) with { Name = name, IsStored = true, MustExist = false },
            "AWS::SSM::Parameter::Name" when !isWrapped => new ParameterType(name, IsList: false, IsNumber: false, MustExist: false),
            _ when element.StartsWith("AWS::", StringComparison.Ordinal) && element.EndsWith("::Id", StringComparison.Ordinal) => Existing(name, isWrapped),
            "AWS::EC2::AvailabilityZone::Name" or "AWS::EC2::KeyPair::KeyName" or "AWS::EC2::SecurityGroup::GroupName" => Existing(name, isWrapped),
            _ => throw type.Unexpected("a parameter's type", "String, Number, CommaDelimitedList, List<Number> or a type such as AWS::EC2::VPC::Id", "correct it"),
        };
    }

    private static ParameterType Existing(string name, bool isList) => new(name, isList, IsNumber: false, MustExist: true);
}
