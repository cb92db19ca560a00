using System.CommandLine;
using System.Runtime.InteropServices;
using Egress.Emulator.CommandLine;
using Egress.Emulator.Vpc;

if (args is [NetworkRelay.Verb, .. var rest])
{
    return await NetworkRelay.RunAsync(rest, CancellationToken.None);
}

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await EmulatorCommand.Create(TimeProvider.System).Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, stop.Token);

void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested; // the process ends when all that it started has ended; a second signal ends it at once
    stop.Cancel();
}
