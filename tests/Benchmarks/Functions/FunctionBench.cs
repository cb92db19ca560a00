using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Egress.Benchmarks.Functions;

/// <summary>
/// Runs every variant in every round of every scenario, one after the other, so that what else the machine does falls on all alike. One round before the first counts for nothing: it fills the page cache.
/// Each answer is checked: a row with one wrong answer is no result.
/// </summary>
internal sealed class FunctionBench(IReadOnlyList<Variant> variants, int? rounds, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<IReadOnlyList<Run>> RunAsync()
    {
        var runs = new List<Run>();
        foreach (var scenario in Scenario.All)
        {
            if (scenario.Limits is { } limits && Sandbox.WhyNot(limits) is { } whyNot)
            {
                runs.AddRange(variants.Select(variant => new Run(variant.Name, scenario) { WhyNot = $"no control group may be made here: {whyNot}" }));
                continue;
            }

            for (var round = scenario == Scenario.OneCpu ? -1 : 0; round < (rounds ?? scenario.Rounds); round++)
            {
                foreach (var variant in variants.Where(variant => scenario.Only?.Contains(variant.Name) ?? true))
                {
                    var run = variant.WhyNot is { } missing ? new Run(variant.Name, scenario) { WhyNot = missing } : await LiveAsync(variant, scenario);
                    runs.AddRange(round < 0 ? [] : [run]);
                }
            }
        }

        return runs;
    }

    private async Task<Run> LiveAsync(Variant variant, Scenario scenario)
    {
        using var limits = scenario.Limits?.Invoke();
        using var host = new RuntimeApiHost();
        var spawned = Stopwatch.GetTimestamp();
        using var process = variant.Start(host);
        if (scenario.LimitsInit)
        {
            limits?.Take(process.Id);
        }

        try
        {
            return await LiveAsync(new Run(variant.Name, scenario), process, host, limits, spawned);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private async Task<Run> LiveAsync(Run run, Process process, RuntimeApiHost host, Sandbox? limits, long spawned)
    {
        if (!host.WaitForPoll(Patience))
        {
            return run with { WhyNot = $"no poll: {(process.HasExited ? (await process.StandardError.ReadToEndAsync()).Trim().Split('\n')[^1] : "still starting")}" };
        }

        run = run with { Init = Stopwatch.GetElapsedTime(spawned, host.PolledAt).TotalMilliseconds };
        limits?.Take(process.Id);
        var warm = new List<double>(run.Scenario.Calls);
        for (var call = 0; call <= run.Scenario.Calls; call++)
        {
            if (run.Scenario.Pause > TimeSpan.Zero)
            {
                await Task.Delay(run.Scenario.Pause, time);
            }

            var result = host.Invoke(Event(run.Scenario.Path), Patience);
            if (Fault(result, run.Scenario) is { } fault)
            {
                return run with { WhyNot = $"call {call + 1}: {(process.HasExited ? $"the process ended with {process.ExitCode}" : fault)}" };
            }

            run = call == 0 ? run with { First = result!.Value.Elapsed.TotalMilliseconds } : run;
            warm.Add(result!.Value.Elapsed.TotalMilliseconds);
            host.WaitForPoll(Patience);
        }

        var ordered = warm.Skip(1).Order().ToList();
        return run with { Warm = ordered[ordered.Count / 2], WarmTail = ordered[Math.Min(ordered.Count - 1, ordered.Count * 99 / 100)], Peak = PeakMegabytes(process) };
    }

    /// <summary>About as long as what API Gateway sends.</summary>
    private static byte[] Event(string path) => Encoding.UTF8.GetBytes($$$"""
        {"resource":"/{proxy+}","path":"{{{path}}}","httpMethod":"GET","headers":{"Host":"api.example.com","Accept":"application/json","User-Agent":"bench"},"queryStringParameters":null,"pathParameters":{"proxy":"small"},"stageVariables":null,"requestContext":{"accountId":"123456789012","padding":"{{{new string('p', 1200)}}}"},"body":null,"isBase64Encoded":false}
        """.Trim());

    private static string? Fault((TimeSpan Elapsed, byte[] Answer)? result, Scenario scenario)
    {
        if (result is not { } answered)
        {
            return $"no answer within {Patience.TotalSeconds} s";
        }

        try
        {
            using var json = JsonDocument.Parse(answered.Answer);
            return json.RootElement.TryGetProperty("statusCode", out var status) && status.GetInt32() == 200
                && json.RootElement.GetProperty("body").GetString()!.Contains(BenchGateway.Marker, StringComparison.Ordinal)
                && (scenario != Scenario.LargeBody || answered.Answer.Length > BenchGateway.LargeBytes)
                ? null
                : $"a wrong answer: {Encoding.UTF8.GetString(answered.Answer.AsSpan(0, Math.Min(200, answered.Answer.Length)))}";
        }
        catch (JsonException)
        {
            return "an answer that is not JSON";
        }
    }

    private static double PeakMegabytes(Process process) =>
        double.Parse(File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) / 1024;
}
