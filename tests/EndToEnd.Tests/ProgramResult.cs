namespace Egress.EndToEnd.Tests;

internal sealed record ProgramResult(int ExitCode, string Output, string Errors);
