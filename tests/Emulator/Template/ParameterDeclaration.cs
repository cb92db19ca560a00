using System.Globalization;
using System.Text.RegularExpressions;

namespace Egress.Emulator.Template;

/// <summary>One entry of the section Parameters. <see cref="Bind"/> turns a given text into its value, or refuses it as CloudFormation does.</summary>
internal sealed class ParameterDeclaration
{
    private static readonly string[] Known =
    [
        "AllowedPattern", "AllowedValues", "ConstraintDescription", "Default", "Description", "MaxLength", "MaxValue", "MinLength", "MinValue", "NoEcho", "Type",
    ];

    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    private readonly MapNode _declaration;
    private readonly string _what;
    private readonly bool _isSecret;

    public ParameterDeclaration(MapEntry entry)
    {
        _what = $"parameter {entry.Key}";
        _declaration = entry.Value.AsMap(_what);
        _declaration.RefuseOthersThan(Known, _what);
        Name = entry.Key;
        At = entry.At;
        var type = _declaration.Require("Type", _what);
        Type = ParameterType.Parse(type as ScalarNode ?? throw type.Unexpected("a parameter's type", "a string", "name the type"));
        _isSecret = _declaration.Find("NoEcho")?.AsBoolean("NoEcho") ?? false;
    }

    public string Name { get; }
    public SourceLocation At { get; }
    public ParameterType Type { get; }

    public string? Default => _declaration.Find("Default")?.AsText($"the default of {_what}");

    public Node Bind(string text)
    {
        if (!Type.IsList)
        {
            return new ScalarNode(At, Checked(text));
        }

        var elements = text.Split(',', StringSplitOptions.TrimEntries);
        return new ListNode(At, [.. elements.Select(element => new ScalarNode(At, Checked(element)))]);
    }

    private string Checked(string value)
    {
        if (Type.MustExist && value.Length == 0)
        {
            throw Refuse(value, $"the name of something that exists, as {Type.Name} asks", "pass one, or declare String or CommaDelimitedList if it may be empty");
        }

        CheckNumber(value);
        CheckLength(value);
        CheckPattern(value);
        if (_declaration.Find("AllowedValues")?.AsList($"AllowedValues of {_what}").Items.Select(item => item.AsText("an allowed value")).ToList() is { } allowed && !allowed.Contains(value))
        {
            throw Refuse(value, $"one of {string.Join(", ", allowed)}", "pass one of them");
        }

        return value;
    }

    private void CheckNumber(string value)
    {
        if (!Type.IsNumber)
        {
            return;
        }

        if (!decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            throw Refuse(value, "a number", "pass one");
        }

        if (number < Bound("MinValue", decimal.MinValue) || number > Bound("MaxValue", decimal.MaxValue))
        {
            throw Refuse(value, $"a number from {Limit("MinValue")} to {Limit("MaxValue")}", "pass one");
        }
    }

    private void CheckLength(string value)
    {
        if (value.Length < Bound("MinLength", 0) || value.Length > Bound("MaxLength", decimal.MaxValue))
        {
            throw Refuse(value, $"{Limit("MinLength")} to {Limit("MaxLength")} characters", "pass that many");
        }
    }

    private void CheckPattern(string value)
    {
        if (_declaration.Find("AllowedPattern") is not { } node)
        {
            return;
        }

        var pattern = node.AsText($"AllowedPattern of {_what}");
        try
        {
            // The whole value must match (AWS page "Parameters": "the pattern must match the entire parameter value").
            if (!Regex.IsMatch(value, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, LongestMatch))
            {
                throw Refuse(value, _declaration.Find("ConstraintDescription")?.AsText("ConstraintDescription") ?? $"a value that matches {pattern}", "pass such a value");
            }
        }
        catch (Exception error) when (error is ArgumentException or RegexMatchTimeoutException)
        {
            throw new TemplateException(node.At, $"{node.Description} as AllowedPattern of {_what}", "a regular expression that ends in time", "correct it");
        }
    }

    private decimal Bound(string key, decimal otherwise)
    {
        if (_declaration.Find(key) is not { } node)
        {
            return otherwise;
        }

        return decimal.TryParse(node.AsText(key), NumberStyles.Float, CultureInfo.InvariantCulture, out var bound) ? bound : throw node.Unexpected($"{key} of {_what}", "a number", "write one");
    }

    private string Limit(string key) => _declaration.Find(key)?.AsText(key) ?? "any";

    private TemplateException Refuse(string value, string expected, string advice) =>
        new(At, _isSecret ? $"a refused value for {_what} (not shown: NoEcho)" : $"'{value}' for {_what}", expected, advice);
}
