using Xunit;

namespace Egress.Emulator.Tests.Template;

public sealed class ParameterBindingTests
{
    public static readonly TheoryData<string, string, string, string> Accepted = new()
    {
        { "a string stays as it is", "{Type: String}", " a ,b", "\" a ,b\"" },
        { "a list is cut at commas and trimmed", "{Type: CommaDelimitedList}", "a, b ,c", """["a","b","c"]""" },
        { "an empty list cannot be said: it is one empty element", "{Type: CommaDelimitedList}", "", """[""]""" },
        { "a number is handed on as written", "{Type: Number, MinValue: 0.5, MaxValue: 2}", "1.50", "\"1.50\"" },
        { "each element of a list of numbers is one", "{Type: List<Number>, MaxValue: 2}", "1,2", """["1","2"]""" },
        { "the pattern is asked of each element", "{Type: CommaDelimitedList, AllowedPattern: '[a-z]+'}", "a,b", """["a","b"]""" },
        { "so are the allowed values", "{Type: CommaDelimitedList, AllowedValues: [a, b]}", "b,b", """["b","b"]""" },
        { "allowed values are compared as text", "{Type: Number, AllowedValues: [1, 3]}", "3", "\"3\"" },
        { "an id of something that exists", "{Type: 'List<AWS::EC2::Subnet::Id>'}", "subnet-1,subnet-2", """["subnet-1","subnet-2"]""" },
        { "lengths include their ends", "{Type: String, MinLength: 2, MaxLength: 2}", "ab", "\"ab\"" },
    };

    public static readonly TheoryData<string, string, string, string> Refused = new()
    {
        { "the pattern must match from end to end", "{Type: String, AllowedPattern: '[a-z]+'}", "a1", "found 'a1' for parameter P, expected a value that matches [a-z]+" },
        { "also where it has alternatives", "{Type: String, AllowedPattern: 'a|b'}", "ax", "expected a value that matches a|b" },
        { "its description says more than the pattern", "{Type: String, AllowedPattern: 'a', ConstraintDescription: the letter a}", "b", "expected the letter a" },
        { "one bad element is enough", "{Type: CommaDelimitedList, AllowedPattern: '[a-z]+'}", "a,1", "found '1' for parameter P" },
        { "the empty element as well", "{Type: CommaDelimitedList, AllowedPattern: '[a-z]+'}", "", "found '' for parameter P" },
        { "a value that is not among the allowed", "{Type: String, AllowedValues: [a, b]}", "c", "expected one of a, b" },
        { "no number", "{Type: Number}", "1,5", "expected a number" },
        { "a number too small", "{Type: Number, MinValue: 2}", "1", "expected a number from 2 to any" },
        { "a number too large", "{Type: Number, MaxValue: 2}", "3", "expected a number from any to 2" },
        { "too short", "{Type: String, MinLength: 2}", "a", "expected 2 to any characters" },
        { "too long", "{Type: String, MaxLength: 2}", "abc", "expected any to 2 characters" },
        { "AWS looks the name up and does not find the empty one", "{Type: 'AWS::EC2::VPC::Id'}", "", "expected the name of something that exists" },
        { "a secret is not shown", "{Type: String, NoEcho: true, MinLength: 9}", "hunter2", "not shown: NoEcho" },
        { "an unknown type", "{Type: Text}", "", "found 'Text' as a parameter's type" },
        { "a list of lists", "{Type: List<CommaDelimitedList>}", "", "as a parameter's type" },
        { "the store holds no such type", "{Type: 'AWS::SSM::Parameter::Value<Text>'}", "/x", "found 'Text' as a parameter's type" },
        { "a misspelt key", "{Type: String, Defualt: x}", "", "found the key 'Defualt' in parameter P" },
        { "a pattern that is none", "{Type: String, AllowedPattern: '('}", "x", "found '(' as AllowedPattern of parameter P" },
        { "a bound that is none", "{Type: Number, MinValue: many}", "1", "found 'many' as MinValue of parameter P" },
        { "no type", "{Default: x}", "", "found no Type in parameter P" },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void A_good_value_is_bound(string because, string declaration, string value, string json)
    {
        Assert.True(json == Templates.Evaluate("!Ref P", $"Parameters: {{P: {declaration}}}", ("P", value)), because);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_bad_value_or_declaration_is_refused(string because, string declaration, string value, string found)
    {
        var refusal = Templates.Refusal(() => Templates.Evaluate("!Ref P", $"Parameters: {{P: {declaration}}}", ("P", value)));

        Assert.True(refusal.StartsWith("t.yaml:2: ", StringComparison.Ordinal) && refusal.Contains(found, StringComparison.Ordinal), $"{because}: {refusal}");
        Assert.DoesNotContain("hunter2", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AWS::SSM::Parameter::Value<String>", "\"{{resolve:ssm:/name}}\"", "7", "\"7\"")]
    [InlineData("AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", "\"{{resolve:ssm:/name}}\"", "ami-1", "\"ami-1\"")]
    [InlineData("AWS::SSM::Parameter::Value<List<String>>", "[\"{{resolve:ssm:/name}}\"]", "a, b", "[\"a\",\"b\"]")]
    [InlineData("AWS::SSM::Parameter::Value<CommaDelimitedList>", "[\"{{resolve:ssm:/name}}\"]", "a,b", "[\"a\",\"b\"]")]
    public void A_parameter_of_the_Parameter_Store_is_a_dynamic_reference_or_the_value_that_is_passed(string type, string stored, string value, string passed)
    {
        var section = $"Parameters: {{P: {{Type: '{type}', Default: /name}}}}";

        Assert.Equal(stored, Templates.Evaluate("!Ref P", section));
        Assert.Equal(passed, Templates.Evaluate("!Ref P", section, ("P", value)));
    }

    [Fact]
    public void Every_parameter_that_is_wrong_is_told_at_once()
    {
        var refusal = Templates.Refusal(() => Templates.Load("Parameters:\n  A: {Type: String}\n  B: {Type: Number, Default: x}\n  C: {Type: String, Default: ok}\nResources: {T: {Type: 'AWS::SNS::Topic'}}"));

        Assert.Equal(["t.yaml:2: found no value for the parameter A", "t.yaml:3: found 'x' for parameter B"], refusal.Split('\n').Select(line => line.Split(", expected")[0]));
    }

    [Fact]
    public void A_secret_is_not_shown_where_it_is_used_either()
    {
        var refusal = Templates.Refusal(() => Templates.Evaluate("!Join ['', !Ref P]", "Parameters: {P: {Type: String, NoEcho: true}}", ("P", "hunter2")));

        Assert.Equal("t.yaml:8: found a secret value as the values of Fn::Join, expected a list; write its items in [ ] or each on a line that begins with -", refusal);
    }

    [Fact]
    public void A_default_is_checked_like_a_passed_value()
    {
        var refusal = Templates.Refusal(() => Templates.Evaluate("!Ref P", "Parameters: {P: {Type: String, Default: b, AllowedValues: [a]}}"));

        Assert.Contains("found 'b' for parameter P", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_passed_value_wins_over_the_default()
    {
        Assert.Equal("\"y\"", Templates.Evaluate("!Ref P", "Parameters: {P: {Type: String, Default: x}}", ("P", "y")));
    }

    [Fact]
    public void A_parameter_without_any_value_is_asked_for()
    {
        var refusal = Templates.Refusal(() => Templates.Evaluate("!Ref P", "Parameters: {P: {Type: String}}"));

        Assert.Equal("t.yaml:2: found no value for the parameter P, expected one, as it has no Default; pass P=…", refusal);
    }

    [Fact]
    public void A_value_for_an_unknown_parameter_is_refused()
    {
        var refusal = Templates.Refusal(() => Templates.Evaluate("1", "Parameters: {Upstreams: {Type: String, Default: x}}", ("Upstream", "y")));

        Assert.Equal("t.yaml:2: found a value for the parameter Upstream, expected only Upstreams; correct its name", refusal);
    }

    [Fact]
    public void A_pattern_that_takes_forever_is_refused()
    {
        var refusal = Templates.Refusal(() => Templates.Evaluate("1", "Parameters: {P: {Type: String, AllowedPattern: '(a+)+b'}}", ("P", new string('a', 60))));

        Assert.Contains("expected a regular expression that ends in time", refusal, StringComparison.Ordinal);
    }
}
