using System.Globalization;
using System.Text.RegularExpressions;

namespace Egress.Emulator.Template;

/// <summary>What a parameter's declaration asks of its value, or of each element of a list.</summary>
internal sealed class ParameterConstraints(MapNode declaration, string what, SourceLocation at)
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    public bool IsSecret { get; } = declaration.Find("NoEcho")?.AsBoolean("NoEcho") ?? false;

    public void Check(string value, ParameterType type)
    {
        if (type.MustExist && value.Length == 0)
        {
            throw Refuse(value, $"the name of something that exists, as {type.Name} asks", "pass one, or declare String or CommaDelimitedList if it may be empty");
        }

        if (type.IsNumber)
        {
            CheckNumber(value);
        }

        CheckLength(value);
        CheckPattern(value);
        CheckChoice(value);
    }

    private void CheckNumber(string value)
    {
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
        if (declaration.Find("AllowedPattern") is not { } node)
        {
            return;
        }

        var pattern = node.AsText($"AllowedPattern of {what}");
        if (!Matches(value, pattern, node))
        {
            throw Refuse(value, declaration.Find("ConstraintDescription")?.AsText("ConstraintDescription") ?? $"a value that matches {pattern}", "pass such a value");
        }
    }

    private bool Matches(string value, string pattern, Node node)
    {
        try
        {
            // The whole value must match (AWS page "CloudFormation template Parameters syntax").
            return Regex.IsMatch(value, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, LongestMatch);
        }
        catch (Exception error) when (error is ArgumentException or RegexMatchTimeoutException)
        {
            throw node.Unexpected($"AllowedPattern of {what}", "a regular expression that ends in time", "correct it");
        }
    }

    private void CheckChoice(string value)
    {
        var allowed = declaration.Find("AllowedValues")?.AsList($"AllowedValues of {what}").Items.Select(item => item.AsText("an allowed value")).ToList();
        if (allowed?.Contains(value) == false)
        {
            throw Refuse(value, $"one of {string.Join(", ", allowed)}", "pass one of them");
        }
    }

    private decimal Bound(string key, decimal otherwise)
    {
        if (declaration.Find(key) is not { } node)
        {
            return otherwise;
        }

        return decimal.TryParse(node.AsText(key), NumberStyles.Float, CultureInfo.InvariantCulture, out var bound)
            ? bound
            : throw node.Unexpected($"{key} of {what}", "a number", "write one");
    }

    private string Limit(string key) => declaration.Find(key)?.AsText(key) ?? "any";

    private TemplateException Refuse(string value, string expected, string advice) =>
        new(at, IsSecret ? $"a refused value for {what} (not shown: NoEcho)" : $"'{value}' for {what}", expected, advice);
}
