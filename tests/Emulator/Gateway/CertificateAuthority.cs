using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Egress.Emulator.Gateway;

/// <summary>
/// The emulator's own certificate authority, made at start and forgotten at the end; its key never leaves the process. The
/// leaf's names are those of AWS's certificate, and the loopback's.
/// </summary>
internal sealed class CertificateAuthority : IDisposable
{
    private readonly X509Certificate2 _root;

    public CertificateAuthority(TimeProvider time, string region)
    {
        var from = time.GetUtcNow().AddDays(-1);
        _root = MakeRoot(from);
        ServerCertificate = MakeLeaf(from, region);
    }

    /// <summary>With its private key: what the HTTPS listeners show.</summary>
    public X509Certificate2 ServerCertificate { get; }

    /// <summary>The authority's certificate in PEM: what <c>SSL_CERT_FILE</c> or <c>AWS_CA_BUNDLE</c> should hold.</summary>
    public string BundlePem => _root.ExportCertificatePem();

    public void Dispose()
    {
        ServerCertificate.Dispose();
        _root.Dispose();
    }

    private static X509Certificate2 MakeRoot(DateTimeOffset from)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Egress emulator CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(from, from.AddYears(1));
    }

    private X509Certificate2 MakeLeaf(DateTimeOffset from, string region)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=*.execute-api.{region}.{Domain(region)}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1", "serverAuth")], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_root, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        request.CertificateExtensions.Add(Names(region));
        using var certificate = request.Create(_root, from, from.AddDays(360), RandomNumberGenerator.GetBytes(16));
        return certificate.CopyWithPrivateKey(key);
    }

    private static string Domain(string region) => region.StartsWith("cn-", StringComparison.Ordinal) ? "amazonaws.com.cn" : "amazonaws.com";

    private static X509Extension Names(string region)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName($"*.execute-api.{region}.{Domain(region)}");
        names.AddDnsName($"*.execute-api.{region}.vpce.{Domain(region)}");
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        return names.Build();
    }
}
