namespace Egress.Template.Tests;

internal sealed record ToolResult(int ExitCode, string Output, string Error);
