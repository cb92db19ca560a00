using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Egress.Testing;
using Egress.Testing.Wire;

namespace Egress.Caller.Tests;

/// <summary>The trust store in the package, and what a function makes of SSL_CERT_FILE. Real processes, real handshakes.</summary>
public sealed class TrustStoreTests : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private static readonly string AwsRoots = Repository.PathOf("functions", "trust", "aws-roots.pem");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egress-trust-");
    private readonly X509Certificate2 _authority = Authority();

    [Fact]
    public void The_package_holds_each_root_that_Amazon_Trust_Services_names_and_none_ends_soon()
    {
        X509Certificate2Collection roots = [];
        roots.ImportFromPemFile(Path.Combine(AppContext.BaseDirectory, "trust", "aws-roots.pem"));

        Assert.Equal(
            ["Amazon Root CA 1", "Amazon Root CA 2", "Amazon Root CA 3", "Amazon Root CA 4", "Starfield Services Root Certificate Authority - G2"],
            roots.Select(root => root.GetNameInfo(X509NameType.SimpleName, forIssuer: false)));
        Assert.All(roots, root => Assert.Equal(root.Subject, root.Issuer));
        Assert.All(roots, root => Assert.True(root.NotAfter > Now.AddYears(2), $"{root.Subject} ends on {root.NotAfter:d}: run functions/trust/refresh with a newer bundle."));
    }

    [Fact]
    public void What_is_written_down_is_what_the_script_would_write()
    {
        var script = File.ReadAllText(Repository.PathOf("functions", "trust", "refresh"));
        X509Certificate2Collection roots = [];
        roots.ImportFromPemFile(AwsRoots);

        Assert.All(roots, root => Assert.Contains(root.GetCertHashString(HashAlgorithmName.SHA256), script, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a root of the store and the gateway's name", true, "127.0.0.1", 200, null)]
    [InlineData("a root that AWS does not have", false, "127.0.0.1", 502, "GatewayCertificate")]
    [InlineData("another's name", true, "127.0.0.2", 502, "GatewayCertificate")]
    public async Task Only_a_gateway_with_a_root_of_the_store_and_its_own_name_is_called(string because, bool isTrusted, string name, int status, string? reason)
    {
        using var certificate = Leaf(name);
        await using var gateway = new FakeGateway();
        await using var server = new TlsServer(certificate);
        await using var secrets = new FakeSecrets(Given.Key);
        await using var runtime = new FakeRuntimeApi();
        await using var caller = new CallerProcess(runtime, Environment(gateway, secrets, server, isTrusted));

        var answer = JsonNode.Parse(await runtime.InvokeAsync(Given.Event().ToJsonString()).WaitAsync(TimeSpan.FromSeconds(60), Given.Cancellation))!;

        Assert.True(status == (int)answer["statusCode"]!, because);
        Assert.Equal(reason, (string?)answer["multiValueHeaders"]!["x-egress-reason"]?[0]);
        Assert.Equal(reason is null, server.Requests > 0);
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Delete(recursive: true);
    }

    private Dictionary<string, string> Environment(FakeGateway gateway, FakeSecrets secrets, TlsServer server, bool isTrusted)
    {
        var own = Path.Combine(_folder.FullName, "ca.pem");
        File.WriteAllText(own, _authority.ExportCertificatePem());
        return new Dictionary<string, string>(CallerProcess.Environment(gateway, secrets))
        {
            ["Egress__GatewayUrl"] = server.Url,
            ["SSL_CERT_FILE"] = isTrusted ? own : AwsRoots,
            ["SSL_CERT_DIR"] = Path.Combine(_folder.FullName, "none"),
        };
    }

    private static X509Certificate2 Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        return request.CreateSelfSigned(Now.AddDays(-30), Now.AddDays(30));
    }

    private X509Certificate2 Leaf(string address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=gateway", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(address));
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(_authority, Now.AddDays(-1), Now.AddDays(10), RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }
}
