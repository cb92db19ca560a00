using System.Diagnostics;
using System.Globalization;
using Egress.Benchmarks.Functions;

namespace Egress.Benchmarks.Emulating;

/// <summary>
/// What people run today who want API Gateway on a laptop: serverless-offline. It has two ways of calling an upstream: for a template's HTTP_PROXY integrations it proxies and checks nothing; only before a function
/// does it check the key, and the function then makes the call, in a worker thread, which is how it comes (its option useInProcess is six times as fast). Each is a peer of its own. Neither counts, limits or applies a policy. Version 3 of the Serverless Framework is the last that is free to run (MIT); both come from npm, once, into <c>artifacts/peers</c>.
/// </summary>
internal static class ServerlessOffline
{
    public const string Unchecked = "serverless-offline, proxy route";
    public const string Checked = "serverless-offline, function behind a key";
    private const string Folder = "serverless-offline";
    private static readonly string[] Packages = ["serverless@3.40.0", "serverless-offline@13.10.1"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>The running peer, or why there is none.</summary>
    public static async Task<(Proxy? Proxy, string? WhyNot)> StartAsync(string name, string root, BenchGateway upstream, TimeProvider time)
    {
        var home = Directory.CreateDirectory(Path.Combine(root, "artifacts", "peers", Folder)).FullName;
        var program = Path.Combine(home, "node_modules", "serverless", "bin", "serverless.js");
        if (!File.Exists(program) && Tool.Run("npm", ["install", "--prefix", home, "--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=0", .. Packages]).WhyNot is { } whyNot)
        {
            return (null, whyNot);
        }

        var (port, lambdaPort) = (FreePort.Find(), FreePort.Find());
        var configuration = name == Checked ? "function.yml" : "proxy.yml";
        await File.WriteAllTextAsync(Path.Combine(home, configuration), Configuration(port, lambdaPort, upstream.PlainUrl));
        await File.WriteAllTextAsync(Path.Combine(home, "caller.mjs"), Function(upstream.PlainUrl));
        var process = Cores.OnFirst(() => Process.Start(Command(home, program, configuration)))!;
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null); // a line for each request
        var proxy = new Proxy(name, process, new Uri($"http://127.0.0.1:{port}"), name == Checked ? "/bench/checked" : "/bench", $"x-api-key: {BenchGateway.Key}\r\n") { Streams = name == Unchecked };
        if (await AnswersAsync(proxy, time))
        {
            return (proxy, null);
        }

        proxy.Dispose();
        return (null, string.Create(CultureInfo.InvariantCulture, $"it did not answer within {Patience.TotalSeconds} s; start it by hand in artifacts/peers/{Folder}: node node_modules/serverless/bin/serverless.js offline --config {configuration}"));
    }

    private static ProcessStartInfo Command(string home, string program, string configuration) => new("node", [program, "offline", "--config", configuration])
    {
        WorkingDirectory = home,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["SLS_TELEMETRY_DISABLED"] = "1", ["SLS_NOTIFICATIONS_MODE"] = "off", ["SLS_INTERACTIVE_SETUP_ENABLE"] = "0" },
    };

    private static async Task<bool> AnswersAsync(Proxy proxy, TimeProvider time)
    {
        using var http = new HttpClient(new SocketsHttpHandler());
        for (var started = time.GetTimestamp(); !proxy.Process.HasExited && time.GetElapsedTime(started) < Patience; await Task.Delay(TimeSpan.FromMilliseconds(200), time))
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(proxy.Url, $"{proxy.Path}/small")) { Headers = { { "x-api-key", BenchGateway.Key } } };
                using var answer = await http.SendAsync(request);
                if (answer.IsSuccessStatusCode)
                {
                    return true;
                }
            }
            catch (HttpRequestException)
            {
            }
        }

        return false;
    }

    private static string Function(string upstream) => $$"""
        export const call = async event => {
          const answer = await fetch(`{{upstream}}/${event.pathParameters.proxy}`);
          return { statusCode: answer.status, body: await answer.text() };
        };

        """;

    /// <summary>Without a function that has an event it serves nothing, so both ways are there.</summary>
    private static string Configuration(int port, int lambdaPort, string upstream) => $$"""
        service: peer
        frameworkVersion: '3'
        plugins: [serverless-offline]
        provider:
          name: aws
          runtime: nodejs20.x
          stage: bench
          apiGateway:
            apiKeys: [value: {{BenchGateway.Key}}]
        custom:
          serverless-offline: {host: 127.0.0.1, httpPort: {{port}}, lambdaPort: {{lambdaPort}}, resourceRoutes: true}
        functions:
          caller:
            handler: caller.call
            events:
              - http:
                  method: get
                  path: checked/{proxy+}
                  private: true
        resources:
          Resources:
            Api:
              Type: AWS::ApiGateway::RestApi
              Properties: {Name: peer}
            Proxy:
              Type: AWS::ApiGateway::Resource
              Properties:
                RestApiId: {Ref: Api}
                ParentId: {'Fn::GetAtt': [Api, RootResourceId]}
                PathPart: '{proxy+}'
            Get:
              Type: AWS::ApiGateway::Method
              Properties:
                HttpMethod: GET
                ApiKeyRequired: true
                RestApiId: {Ref: Api}
                ResourceId: {Ref: Proxy}
                RequestParameters: {method.request.path.proxy: true}
                Integration:
                  Type: HTTP_PROXY
                  IntegrationHttpMethod: GET
                  Uri: '{{upstream}}/{proxy}'
                  RequestParameters: {integration.request.path.proxy: method.request.path.proxy}
        """;
}
