namespace Egress.Emulator.ControlPlane;

/// <summary>Which operation a fault is meant for: <c>CreateApiKey</c>, or with its service <c>apigateway:CreateApiKey</c> where two services have one of that name.</summary>
internal static class FaultNames
{
    private const int NearNames = 5;

    /// <exception cref="EmulatorException">There is no such operation, there are two, or one is named twice.</exception>
    public static IReadOnlyList<InjectedFault> Resolve(IEnumerable<InjectedFault> faults, IEnumerable<IAwsProtocol> protocols)
    {
        string[] known = [.. protocols.SelectMany(protocol => protocol.Operations, (protocol, operation) => $"{protocol.Service}:{operation}").Order(StringComparer.Ordinal)];
        InjectedFault[] resolved = [.. faults.Select(fault => fault with { Operation = Resolve(fault.Operation, known) })];
        return resolved.GroupBy(fault => fault.Operation).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw new EmulatorException($"--fault: found {twice.Key} more than once, with and without its service, expected one fault for each operation. Leave one out.")
            : resolved;
    }

    private static string Resolve(string name, string[] known) => known.Where(operation => operation == name || operation.EndsWith(":" + name, StringComparison.Ordinal)).ToArray() switch
    {
        [var one] => one,
        [] => throw new EmulatorException(
            $"--fault: found the operation '{name}', expected one that the control plane has, such as {string.Join(", ", Near(name, known))}. Correct its name; upper and lower case count."),
        var several => throw new EmulatorException($"--fault: found the operation '{name}', which more than one service has, expected one of {string.Join(", ", several)}. Name the service too."),
    };

    private static IEnumerable<string> Near(string name, string[] known) =>
        known.OrderBy(operation => Distance(name.ToUpperInvariant(), (name.Contains(':', StringComparison.Ordinal) ? operation : operation.Split(':')[1]).ToUpperInvariant())).Take(NearNames);

    /// <summary>How many letters are to be added, removed or replaced to make one word of the other (Levenshtein).</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
