using System.Text.Json;
using System.Text.Json.Nodes;

namespace Egress.Emulator.CommandLine;

/// <summary>
/// The variables of each function for <c>sam local invoke --env-vars</c>, so that a function in SAM's container calls this emulator. SAM passes on
/// only variables that the template declares (AWS SAM guide, "Using sam local invoke"), so the services' addresses stand there too. The gateway is
/// called over HTTP: that container does not trust our authority.
/// </summary>
internal static class EnvFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <exception cref="EmulatorException">The file cannot be written.</exception>
    public static async Task WriteAsync(RunningEmulator emulator, string file, CancellationToken cancellationToken)
    {
        var functions = new JsonObject();
        foreach (var function in emulator.Functions.Functions.OrderBy(function => function.LogicalId, StringComparer.Ordinal))
        {
            functions[function.LogicalId] = new JsonObject(emulator.VariablesOutside(function).Select(variable => KeyValuePair.Create(variable.Key, (JsonNode?)variable.Value)));
        }

        try
        {
            await File.WriteAllTextAsync(file, functions.ToJsonString(Indented) + "\n", cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new EmulatorException($"--env-file: found that '{file}' cannot be written ({failure.Message}), expected a file in a folder that exists.");
        }
    }
}
