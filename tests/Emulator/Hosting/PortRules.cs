using Egress.Emulator.Gateway;

namespace Egress.Emulator.Hosting;

/// <summary>Which ports an emulator takes: the control plane's, two for each endpoint of the template after it, and those of <c>--vpc-endpoint</c>.</summary>
internal static class PortRules
{
    public const int Highest = 65_535;

    private const int PerEndpoint = 2; // HTTP, HTTPS

    /// <exception cref="EmulatorException">They do not fit, or two of them are the same.</exception>
    public static void Check(EmulatorOptions options, IReadOnlyList<VpcEndpoint> endpoints)
    {
        if (endpoints.FirstOrDefault(endpoint => options.AdditionalVpcEndpoints.ContainsKey(endpoint.Id)) is { } known)
        {
            throw new EmulatorException($"--vpc-endpoint: found {known.Id}, expected an id that the template's own endpoints ({string.Join(", ", endpoints.Select(endpoint => endpoint.Id))}) do not have. Take another.");
        }

        if (options.AdditionalVpcEndpoints.Where(added => added.Value > 0).GroupBy(added => added.Value).FirstOrDefault(same => same.Count() > 1) is { } shared)
        {
            throw new EmulatorException($"--vpc-endpoint: found the port {shared.Key} for {string.Join(" and ", shared.Select(added => added.Key))}, expected one of its own for each: which endpoint a call came through is the port it arrived at.");
        }

        if (options.ControlPort == 0)
        {
            return; // free ones
        }

        var last = options.ControlPort + (PerEndpoint * endpoints.Count);
        if (last > Highest)
        {
            throw new EmulatorException(
                $"--control-port: found {options.ControlPort}, expected at most {Highest - (PerEndpoint * endpoints.Count)}: the template's endpoints ({string.Join(", ", endpoints.Select(endpoint => endpoint.Id))}) take the next {PerEndpoint * endpoints.Count} ports.");
        }

        foreach (var (id, port) in options.AdditionalVpcEndpoints.Where(added => added.Value >= options.ControlPort && added.Value <= last))
        {
            throw new EmulatorException(
                $"--vpc-endpoint: found {id}={port}, expected a port outside {options.ControlPort} to {last}, which --control-port gives to the control plane and the template's endpoints.");
        }
    }
}
