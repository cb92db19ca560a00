namespace Egress.Emulator.CommandLine;

/// <summary>What a person should know of this start, told once.</summary>
internal static class StartNotes
{
    public static void Tell(RunningEmulator emulator, TextWriter error)
    {
        if (emulator.Stack.NotEmulated.Count > 0)
        {
            error.WriteLine($"In name only, without effect here: {string.Join(", ", emulator.Stack.NotEmulated.Keys)}.");
        }

        if (emulator.Stack.Waiting.Count > 0)
        {
            error.WriteLine($"Not created, because with --no-functions no custom resource is answered: {string.Join(", ", emulator.Stack.Waiting)}.");
        }

        foreach (var note in emulator.Stack.Notes)
        {
            error.WriteLine(note);
        }

        TellNetwork(emulator, error);
        var gateways = emulator.Endpoints.Select(endpoint => endpoint.Https is { } https ? $"{endpoint.Http.OriginalString} and {https.OriginalString}" : endpoint.Http.OriginalString);
        error.WriteLine($"Ready: control plane {emulator.ControlPlane.OriginalString} (AWS_ENDPOINT_URL), gateway {string.Join(", ", gateways)}. Ctrl-C ends it.");
    }

    /// <summary>Whether the VPC is really closed.</summary>
    public static void TellNetwork(RunningEmulator emulator, TextWriter error)
    {
        error.WriteLine(emulator.Network.WhyNot is { } reason
            ? $"The VPC is NOT closed here: its functions can reach this machine's network ({reason})."
            : "The VPC is closed: its functions run in network namespaces that offer nothing but its endpoints.");
        if (!Hosting.FunctionSurroundings.IsTrustGiven)
        {
            error.WriteLine("Functions call the gateway over HTTP here: this system cannot be told to trust the emulator's certificates for one program only.");
        }
    }
}
