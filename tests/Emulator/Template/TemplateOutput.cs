namespace Egress.Emulator.Template;

/// <summary>An output that this stack has; its value is not evaluated yet.</summary>
internal sealed record TemplateOutput(string Name, Node Value, LoopVariables Variables);
