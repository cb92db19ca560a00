namespace Egress.Emulator.CommandLine;

/// <summary>The event of an invocation, from a file.</summary>
internal static class EventFile
{
    /// <summary>The file's bytes; <c>-</c> is standard input, and no name at all the empty event <c>{}</c>.</summary>
    /// <exception cref="EmulatorException">There is no such file.</exception>
    public static async Task<byte[]> ReadAsync(string? file, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return "{}"u8.ToArray();
        }

        if (file == "-")
        {
            return await File.ReadAllBytesAsync("/dev/stdin", cancellationToken);
        }

        return File.Exists(file)
            ? await File.ReadAllBytesAsync(file, cancellationToken)
            : throw new EmulatorException($"Found no event file '{file}' in {Environment.CurrentDirectory}. Expected a file with the event as JSON; the examples are in tests/events of the checkout.");
    }
}
