using Egress.Emulator.Template;
using Xunit;

namespace Egress.Emulator.Tests.Template;

/// <summary>Small templates around what a test is about.</summary>
internal static class Templates
{
    public const string File = "t.yaml";

    public static readonly StackIdentity Stack = new() { Id = new Guid("11111111-2222-3333-4444-555555555555") };

    private static readonly Dictionary<string, string> NoParameters = [];

    public static StackTemplate Load(string text, params (string Name, string Value)[] parameters) =>
        TemplateLoader.Parse(File, text, parameters.Length == 0 ? NoParameters : parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value), Stack);

    /// <summary>The value of an expression as JSON; <c>Thing</c> is a resource to refer to, and <paramref name="sections"/> goes before the resources.</summary>
    public static string Evaluate(string expression, string sections = "", params (string Name, string Value)[] parameters)
    {
        var template = Load(
            $"""
            Transform: AWS::LanguageExtensions
            {sections}
            Resources:
              Thing: {"{"}Type: 'AWS::Some::Thing'{"}"}
              It:
                Type: AWS::Some::Thing
                Properties:
                  Value: {expression.Replace("\n", "\n        ", StringComparison.Ordinal)}
            """,
            parameters);
        var properties = template.Evaluate(template.Find("It")!, Name);
        return properties.Find("Value") is { } value ? NodeJson.Write(value) : "nothing";
    }

    public static string Refusal(Action action) => Assert.Throws<TemplateException>(action).Message;

    /// <summary>Every reference stands for its own name.</summary>
    public static Node Name(Reference reference) => new ScalarNode(reference.At, reference.Attribute is null ? $"<{reference.Name}>" : $"<{reference.Name}.{reference.Attribute}>");
}
