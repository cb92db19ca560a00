using System.IO.Pipelines;

namespace Egress.Emulator.Gateway;

/// <summary>A connection's two directions, the inward one watched.</summary>
internal sealed record WatchedTransport(PipeReader Input, PipeWriter Output) : IDuplexPipe;
