using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Egress.Benchmarks.Functions;

/// <summary>Root, intermediate and an RSA-2048 leaf, as an endpoint of AWS shows them; two trust stores, one with that root alone and one as an image has it.</summary>
internal sealed class Pki
{
    private const string SystemStore = "/etc/ssl/certs/ca-certificates.crt";

    public Pki(string folder, TimeProvider time)
    {
        var from = time.GetUtcNow().AddDays(-1);
        using var root = Authority("CN=Bench root", null, from);
        using var intermediate = Authority("CN=Bench intermediate", root, from);
        Leaf = MakeLeaf(intermediate, from);
        Chain = [X509CertificateLoader.LoadCertificate(intermediate.RawData)];
        (OneRoot, AllRoots, NoFolder) = (Path.Combine(folder, "one.pem"), Path.Combine(folder, "all.pem"), Path.Combine(folder, "none"));
        File.WriteAllText(OneRoot, root.ExportCertificatePem());
        File.WriteAllText(AllRoots, (File.Exists(SystemStore) ? File.ReadAllText(SystemStore) : "") + root.ExportCertificatePem());
        Roots = File.ReadLines(AllRoots).Count(line => line.Contains("BEGIN CERTIFICATE", StringComparison.Ordinal));
    }

    public X509Certificate2 Leaf { get; }
    public X509Certificate2Collection Chain { get; }
    public string OneRoot { get; }
    public string AllRoots { get; }
    public string NoFolder { get; }
    public int Roots { get; }

    private static X509Certificate2 Authority(string name, X509Certificate2? issuer, DateTimeOffset from)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        if (issuer is null)
        {
            return request.CreateSelfSigned(from, from.AddYears(1));
        }

        using var signed = request.Create(issuer, from, from.AddDays(300), RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }

    private static X509Certificate2 MakeLeaf(X509Certificate2 issuer, DateTimeOffset from)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=gateway", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(issuer, from, from.AddDays(200), RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }
}
