using System.Diagnostics;
using Egress.Emulator.Functions;
using Egress.Emulator.Vpc;

namespace Egress.Emulator.Hosting;

/// <summary>
/// What a function finds around it here in place of AWS: addresses on the loopback for the gateway's names and for the services' endpoints,
/// a certificate authority to trust, and, in the VPC, a network where nothing else exists.
/// </summary>
internal sealed class FunctionSurroundings(
    ClosedNetwork network,
    string caBundle,
    ControlPlaneServer controlPlane,
    IReadOnlyList<OpenEndpoint> endpoints,
    LocalNames names,
    Func<IReadOnlySet<string>> endpointServices)
{
    /// <summary>
    /// Whether functions can be made to trust our authority. .NET reads SSL_CERT_FILE where it uses OpenSSL, on Linux; macOS and Windows have one trust store
    /// for all programs, which is not ours to change: functions there call the endpoint over HTTP.
    /// </summary>
    public static bool IsTrustGiven => OperatingSystem.IsLinux();

    /// <summary>A function's own variables as they are on this machine, for a process that trusts our authority or one that cannot be made to.</summary>
    public IReadOnlyDictionary<string, string> VariablesOf(FunctionDefinition function, bool isTrusted) =>
        function.Environment.ToDictionary(variable => variable.Key, variable => names.In(variable.Value, isTrusted));

    public ProcessStartInfo Prepare(SandboxStart start)
    {
        var variables = start.Command.Environment;
        foreach (var name in variables.Keys.ToArray())
        {
            variables[name] = names.In(variables[name] ?? "", IsTrustGiven);
        }

        if (!start.Function.IsInVpc)
        {
            variables["AWS_ENDPOINT_URL"] = controlPlane.Address.OriginalString;
            return start.Command;
        }

        variables["AWS_ENDPOINT_URL"] = controlPlane.Address.OriginalString; // whether it can be reached is the network's affair; AWS itself is not to be called by mistake
        foreach (var name in (string[])["SSL_CERT_FILE", "AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"])
        {
            variables[name] = caBundle;
        }

        variables["SSL_CERT_DIR"] = Path.Combine(Path.GetDirectoryName(caBundle)!, "none"); // not there: .NET reads file and directory, and only our authority is to count

        return network.Confine(start.Command, [(start.RuntimeApiPort, start.RuntimeApiSocket), .. ServiceRoutes(), .. EndpointRoutes()]);
    }

    /// <summary>None where the VPC has no endpoint for a service that is emulated.</summary>
    private IEnumerable<(int Port, string SocketPath)> ServiceRoutes() =>
        endpointServices().Overlaps(ControlPlaneServer.Services) ? [(controlPlane.Address.Port, controlPlane.ServicesSocket)] : [];

    private IEnumerable<(int Port, string SocketPath)> EndpointRoutes()
    {
        foreach (var endpoint in endpoints)
        {
            yield return (endpoint.Http.Port, endpoint.HttpSocket);
            if (endpoint is { Https: { } https, HttpsSocket: { } socket })
            {
                yield return (https.Port, socket);
            }
        }
    }
}
