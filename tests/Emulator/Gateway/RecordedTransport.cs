using System.IO.Pipelines;

namespace Egress.Emulator.Gateway;

/// <summary>A connection's two directions, the incoming one recorded.</summary>
internal sealed class RecordedTransport(IDuplexPipe transport) : IDuplexPipe
{
    public HeadRecorder Recorder { get; } = new(transport.Input);

    public PipeReader Input => Recorder;

    public PipeWriter Output => transport.Output;
}
