using System.Diagnostics;
using Egress.Emulator.Functions;
using Egress.Emulator.Template;
using Egress.Emulator.Vpc;

namespace Egress.Emulator.Hosting;

/// <summary>
/// What a function finds around it here in place of AWS: addresses on the loopback for the gateway's names and for the services' endpoints,
/// a certificate authority to trust, and, in the VPC, a network where nothing else exists.
/// </summary>
internal sealed class FunctionSurroundings(ClosedNetwork network, StackIdentity stack, string caBundle)
{
    /// <summary>
    /// Whether functions can be made to trust our authority. .NET reads SSL_CERT_FILE where it uses OpenSSL, on Linux; macOS and Windows have one trust store
    /// for all programs, which is not ours to change: functions there call the endpoint over HTTP.
    /// </summary>
    public static bool IsTrustGiven => OperatingSystem.IsLinux();

    private IReadOnlyList<OpenEndpoint> _endpoints = [];
    private ControlPlaneServer? _controlPlane;
    private LocalNames? _names;
    private Func<IReadOnlySet<string>> _endpointServices = () => new HashSet<string>();

    /// <summary>To be called once the servers listen and before the first function starts.</summary>
    public void Open(ControlPlaneServer controlPlane, IReadOnlyList<OpenEndpoint> endpoints, IReadOnlyList<string> apiIds, Func<IReadOnlySet<string>> endpointServices) =>
        (_controlPlane, _endpoints, _names, _endpointServices) = (controlPlane, endpoints, new LocalNames(stack, controlPlane.Address, endpoints, apiIds), endpointServices);

    /// <summary>A function's own variables as they are on this machine, for a process that trusts our authority or one that cannot be made to.</summary>
    public IReadOnlyDictionary<string, string> VariablesOf(FunctionDefinition function, bool isTrusted) =>
        function.Environment.ToDictionary(variable => variable.Key, variable => Names.In(variable.Value, isTrusted));

    private LocalNames Names => _names ?? throw new InvalidOperationException("A function was started before the servers listened.");

    public ProcessStartInfo Prepare(SandboxStart start)
    {
        var controlPlane = _controlPlane ?? throw new InvalidOperationException("A function was started before the servers listened.");
        var variables = start.Command.Environment;
        foreach (var name in variables.Keys.ToArray())
        {
            variables[name] = Names.In(variables[name] ?? "", IsTrustGiven);
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

        return network.Confine(start.Command, [(start.RuntimeApiPort, start.RuntimeApiSocket), .. ServiceRoutes(controlPlane), .. EndpointRoutes()]);
    }

    /// <summary>None where the VPC has no endpoint for a service that is emulated.</summary>
    private IEnumerable<(int Port, string SocketPath)> ServiceRoutes(ControlPlaneServer controlPlane) =>
        _endpointServices().Overlaps(ControlPlaneServer.Services) ? [(controlPlane.Address.Port, controlPlane.ServicesSocket)] : [];

    private IEnumerable<(int Port, string SocketPath)> EndpointRoutes()
    {
        foreach (var endpoint in _endpoints)
        {
            yield return (endpoint.Http.Port, endpoint.HttpSocket);
            if (endpoint is { Https: { } https, HttpsSocket: { } socket })
            {
                yield return (https.Port, socket);
            }
        }
    }
}
