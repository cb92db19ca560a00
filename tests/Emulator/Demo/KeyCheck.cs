using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Egress.Emulator.Demo;

/// <summary>What the gateway answers to a key, asked over HTTPS at the first endpoint.</summary>
internal static class KeyCheck
{
    /// <summary>The status that every upstream's stage gives to <c>GET /-/probe</c>; the first other than 200 where they differ.</summary>
    /// <exception cref="EmulatorException">There is no such stage.</exception>
    public static async Task<int> StatusAsync(RunningEmulator emulator, string key, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(Trusting(emulator.CaBundle), disposeHandler: true);
        var stages = emulator.Stack.Stages.Where(stage => stage.Variables.ContainsKey("host")).ToArray();
        if (stages.Length == 0)
        {
            throw new EmulatorException("Found no stage with the variable 'host', expected one for each upstream: there is nothing to ask with a key.");
        }

        foreach (var stage in stages)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(emulator.Endpoints[0].Https!, $"/{stage.Name}/-/probe"));
            request.Headers.Add("x-api-key", key);
            request.Headers.Add("x-apigw-api-id", stage.ApiId);
            using var answer = await client.SendAsync(request, cancellationToken);
            if ((int)answer.StatusCode != 200)
            {
                return (int)answer.StatusCode;
            }
        }

        return 200;
    }

    private static SocketsHttpHandler Trusting(string caBundle)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(caBundle);
        return new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy } };
    }
}
