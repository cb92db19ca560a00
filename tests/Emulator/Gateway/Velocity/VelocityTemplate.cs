namespace Egress.Emulator.Gateway.Velocity;

/// <summary>
/// A mapping template. Its language is Velocity 1.7's, with its rules about blanks and line ends, and with one difference of AWS's: a reference that leads nowhere is an
/// empty text, whether printed or compared, and thus true. [validated: test_input_path_template_formatting; capture: dherault/serverless-offline #50; grammar:
/// apache/velocity-engine 1.7, Parser.jjt]
/// </summary>
internal sealed class VelocityTemplate
{
    private readonly Block _block;

    private VelocityTemplate(Block block) => _block = block;

    /// <summary>Throws a <see cref="VelocityException"/> that names the line.</summary>
    public static VelocityTemplate Parse(string text) => new(new TemplateReader(new Scanner(text, 1), 0).ReadAll());

    /// <summary><paramref name="variables"/> are what the template finds set, and what it sets. Throws a <see cref="VelocityException"/> where it fails or exceeds a bound.</summary>
    public string Render(IDictionary<string, object?> variables) => new Rendering(variables).Capture(_block);
}
