namespace Egress.Emulator.Template;

/// <summary>YAML's short forms of the functions (<c>!Sub</c>), which mean the same as the long ones (<c>Fn::Sub</c>).</summary>
internal static class ShortForms
{
    private static readonly HashSet<string> Functions =
    [
        "And", "Base64", "Cidr", "Contains", "EachMemberEquals", "EachMemberIn", "Equals", "FindInMap", "GetAtt", "GetAZs", "If", "ImportValue", "Join", "Length",
        "Not", "Or", "RefAll", "Select", "Split", "Sub", "ToJsonString", "Transform", "ValueOf", "ValueOfAll",
    ];

    /// <summary>The long name of a tag such as <c>!Sub</c>; null when there is no such function.</summary>
    public static string? LongName(string tag) => tag[1..] switch
    {
        "Ref" => "Ref",
        "Condition" => "Condition",
        var name when Functions.Contains(name) => "Fn::" + name,
        _ => null,
    };

    /// <summary>The argument as the long form has it: <c>!GetAtt A.B.C</c> is <c>Fn::GetAtt: [A, B.C]</c>.</summary>
    public static Node Argument(string longName, Node argument)
    {
        if (longName != "Fn::GetAtt" || argument is not ScalarNode scalar)
        {
            return argument;
        }

        var parts = scalar.Text.Split('.', 2);
        return parts.Length == 1 ? argument : new ListNode(argument.At, [new ScalarNode(argument.At, parts[0]), new ScalarNode(argument.At, parts[1])]);
    }
}
