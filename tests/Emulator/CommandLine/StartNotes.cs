namespace Egress.Emulator.CommandLine;

/// <summary>What a person should know of this start, told once: what is not emulated, and whether the VPC is really closed.</summary>
internal static class StartNotes
{
    public static void Tell(RunningEmulator emulator, TextWriter error)
    {
        var types = emulator.Stack.NotEmulated.Select(type => $"{type.Key} ({string.Join(", ", type.Value)})").ToArray();
        if (types.Length > 0)
        {
            error.WriteLine($"In name only, without effect here: {string.Join("; ", types)}.");
        }

        foreach (var note in emulator.Stack.Notes)
        {
            error.WriteLine(note);
        }

        error.WriteLine(emulator.Network.WhyNot is { } reason
            ? $"The VPC is NOT closed here: its functions can reach this machine's network ({reason})."
            : "The VPC is closed: its functions run in network namespaces that offer nothing but its endpoints.");
    }
}
