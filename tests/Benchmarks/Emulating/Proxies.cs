using System.Diagnostics;
using System.Text.Json.Nodes;
using Egress.Benchmarks.Functions;
using Egress.Emulator;

namespace Egress.Benchmarks.Emulating;

/// <summary>The emulator, and nginx that checks the key, looks the host up by the stage and proxies: the least that such a thing must do.</summary>
internal static class Proxies
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<Proxy> EmulatorAsync(string root, string folder, BenchGateway upstream, TimeProvider time)
    {
        var ready = Path.Combine(folder, "emulator.json");
        var process = Start("dotnet", ["exec", "--runtimeconfig", Settings, typeof(Proxies).Assembly.Location, EmulatorProcess.Verb, root, upstream.PlainUrl, ready]);
        for (var started = time.GetTimestamp(); !File.Exists(ready); await Task.Delay(TimeSpan.FromMilliseconds(100), time))
        {
            if (process.HasExited || time.GetElapsedTime(started) > Patience)
            {
                throw new InvalidOperationException($"The emulator did not start; expected {ready}. Start it by hand: make up ARGS='--no-functions'.");
            }
        }

        var said = JsonNode.Parse(await File.ReadAllTextAsync(ready))!;
        return new Proxy(EmulatorBench.Emulator, process, new Uri((string)said["url"]!), "/httpbin_org", $"x-api-key: {said["key"]}\r\nx-apigw-api-id: {said["apiId"]}\r\n");
    }

    public static async Task<Proxy> NginxAsync(string folder, BenchGateway upstream, TimeProvider time)
    {
        var (file, authority) = (Path.Combine(folder, "nginx.conf"), $"127.0.0.1:{FreePort.Find()}");
        await File.WriteAllTextAsync(file, Configuration(folder, authority, new Uri(upstream.PlainUrl).Authority));
        var process = Start("nginx", ["-p", folder, "-c", file, "-e", Path.Combine(folder, "nginx.log")]);
        await Task.Delay(TimeSpan.FromSeconds(1), time);
        return !process.HasExited
            ? new Proxy(EmulatorBench.Nginx, process, new Uri($"http://{authority}"), "/httpbin_org", $"x-api-key: {BenchGateway.Key}\r\n")
            : throw new InvalidOperationException($"nginx did not start: {await File.ReadAllTextAsync(Path.Combine(folder, "nginx.log"))}");
    }

    /// <summary>The emulator's own settings of the runtime: those that its users run it with.</summary>
    private static string Settings => Path.ChangeExtension(typeof(EmulatorOptions).Assembly.Location, ".runtimeconfig.json");

    private static Process Start(string file, string[] arguments) => Cores.OnFirst(() => Process.Start(file, arguments));

    private static string Configuration(string folder, string authority, string upstream) => $$"""
        daemon off;
        master_process off;
        pid {{folder}}/nginx.pid;
        error_log {{folder}}/nginx.log;
        events { worker_connections 256; }
        http {
            access_log off;
            client_body_temp_path {{folder}}/body;
            proxy_temp_path {{folder}}/proxy;
            fastcgi_temp_path {{folder}}/fastcgi;
            uwsgi_temp_path {{folder}}/uwsgi;
            scgi_temp_path {{folder}}/scgi;
            map $http_x_api_key $is_known { default 0; {{BenchGateway.Key}} 1; }
            upstream upstream { server {{upstream}}; keepalive 32; }
            keepalive_requests 10000000;
            server {
                listen {{authority}};
                location /httpbin_org/ {
                    if ($is_known = 0) { return 403; }
                    proxy_pass http://upstream/;
                    proxy_http_version 1.1;
                    proxy_set_header Connection "";
                    proxy_set_header Host httpbin.org;
                    proxy_set_header x-api-key "";
                    proxy_max_temp_file_size 0;
                }
            }
        }
        """;
}
