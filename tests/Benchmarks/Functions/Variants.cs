namespace Egress.Benchmarks.Functions;

/// <summary>All that is measured in one run. Peers get the key for nothing; Caller reads it from Secrets Manager.</summary>
internal static class Variants
{
    public static IReadOnlyList<Variant> All(string root, string folder, BenchGateway gateway, Pki pki)
    {
        var peers = Path.Combine(root, "tests", "Benchmarks", "Peers");
        var python = Tool.Run("python3", ["-c", "import sys; print(sys.executable)"]);
        var requests = Tool.Run("python3", ["-c", "import requests; print(requests.__version__)"]);
        var node = Tool.Run("node", ["-p", "process.execPath"]);
        var floor = Path.Combine(folder, "floor");
        var compiled = Tool.Run("cc", ["-O2", "-D_GNU_SOURCE", "-o", floor, Path.Combine(peers, "floor.c"), "-lssl", "-lcrypto"]);
        var all = Peer(gateway, ("SSL_CERT_FILE", pki.AllRoots), ("REQUESTS_CA_BUNDLE", pki.AllRoots), ("NODE_EXTRA_CA_CERTS", pki.OneRoot), ("PYTHONDONTWRITEBYTECODE", "1"));
        return
        [
            Aot(root, gateway, pki),
            ReadyToRun(root, gateway, pki),
            new(Variant.Seed, "`requests`, a connection per call", [python.Said, Path.Combine(peers, "seed.py")], all, requests.WhyNot),
            new(Variant.Python, "`http.client`, one kept connection, opened in INIT", [python.Said, Path.Combine(peers, "python.py")], all, python.WhyNot),
            new(Variant.Node, "`https`, keep-alive agent, opened in INIT", [node.Said, Path.Combine(peers, "node.mjs")], all, node.WhyNot),
            new(Variant.Floor, "sockets and OpenSSL, connected in INIT, one root", [floor], Peer(gateway, ("SSL_CERT_FILE", pki.OneRoot), ("SSL_CERT_DIR", pki.NoFolder)), compiled.WhyNot),
        ];
    }

    private static Variant Aot(string root, BenchGateway gateway, Pki pki)
    {
        var published = Published.Native(root);
        return new(Variant.Aot, $"Native AOT, {published.Framework}; trust store and warm-up as delivered", [published.Path], Caller(gateway, pki), published.WhyNot);
    }

    private static Variant ReadyToRun(string root, BenchGateway gateway, Pki pki)
    {
        var published = Published.Managed(root);
        return new(Variant.ReadyToRun, $"ReadyToRun, {published.Framework}, on the shared runtime; trust store and warm-up as delivered", [DotnetPath, "exec", published.Path], Caller(gateway, pki), published.WhyNot);
    }

    private static string DotnetPath => Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath! : Tool.Run("sh", ["-c", "readlink -f \"$(command -v dotnet)\""]).Said;

    private static Dictionary<string, string> Peer(BenchGateway gateway, params (string Name, string Value)[] more) =>
        new(more.Select(variable => KeyValuePair.Create(variable.Name, variable.Value))) { ["BENCH_GATEWAY"] = gateway.Url, ["BENCH_KEY"] = BenchGateway.Key };

    private static Dictionary<string, string> Caller(BenchGateway gateway, Pki pki) => new()
    {
        ["Egress__GatewayUrl"] = gateway.Url,
        ["Egress__ApiId"] = "abcde12345",
        ["Egress__Mark"] = "0f8fad5b-d9cb-469f-a165-70867728950e",
        ["Egress__SecretId"] = "bench",
        ["Egress__Consumer"] = "bench",
        ["Egress__KeyFetchTimeout"] = "00:00:05",
        ["SSL_CERT_FILE"] = pki.OneRoot,
        ["SSL_CERT_DIR"] = pki.NoFolder,
        ["DOTNET_GCgen0size"] = "80000",
        ["DOTNET_GCRegionRange"] = "800000000",
        ["AWS_ENDPOINT_URL"] = gateway.PlainUrl,
        ["AWS_REGION"] = "us-east-1",
        ["AWS_ACCESS_KEY_ID"] = "bench",
        ["AWS_SECRET_ACCESS_KEY"] = "bench",
    };
}
