using System.IO.Pipelines;

namespace Egress.Emulator.Gateway;

/// <summary>A connection's two directions, the inward one counted.</summary>
internal sealed record CountedTransport(PipeReader Input, PipeWriter Output) : IDuplexPipe;
