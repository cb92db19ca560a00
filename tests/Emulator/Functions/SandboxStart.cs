using System.Diagnostics;

namespace Egress.Emulator.Functions;

/// <summary>
/// A process about to be started: its command with the environment that Lambda gives it, and the two addresses of its Runtime API.
/// A process that cannot reach the port (in a network namespace) can be given the socket.
/// </summary>
internal sealed record SandboxStart(FunctionDefinition Function, ProcessStartInfo Command, int RuntimeApiPort, string RuntimeApiSocket);
