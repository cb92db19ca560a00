using System.Net;
using System.Net.Sockets;
using Egress.Probe.Contract;

namespace Egress.Probe;

/// <summary>
/// One round: every upstream is asked in turn with every other, each time through the next address of the endpoint's name.
/// It ends early at a fault, and at the deadline with what was learnt until then.
/// </summary>
internal sealed class Prober(ProbeOptions options, TimeProvider time)
{
    private static readonly TimeSpan ThrottledPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    public async Task<ProbeReport> RunAsync(ProbeRequest request, ApiKey key, string? versionId, CancellationToken deadline)
    {
        var started = time.GetTimestamp();
        Tally[] tallies = [.. request.Upstreams.Select(upstream => new Tally(upstream, request.Mode))];
        var (doors, trouble) = await OpenAsync(deadline);
        if (trouble is not null)
        {
            return Unasked(request, versionId, trouble);
        }

        try
        {
            await KnockAsync(request, key, doors, tallies, started, deadline);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            // What was learnt so far is worth more than nothing: fall through to the report.
        }
        finally
        {
            Array.ForEach(doors, door => door.Dispose());
        }

        var elapsed = time.GetElapsedTime(started);
        return new ProbeReport
        {
            VersionId = versionId,
            Upstreams = [.. tallies.Select(tally => tally.ToReport(elapsed))],
            Addresses = [.. doors.Select(door => door.Address.ToString())],
        };
    }

    /// <summary>With a key that nobody has: opens a connection and no stage.</summary>
    public async Task KnockOnceAsync(string upstream, CancellationToken cancellationToken)
    {
        var (doors, trouble) = await OpenAsync(cancellationToken);
        if (trouble is not null)
        {
            throw new ProbeRefusedException(trouble);
        }

        try
        {
            await doors[0].KnockAsync(upstream, ApiKey.Draw(), cancellationToken);
        }
        finally
        {
            Array.ForEach(doors, door => door.Dispose());
        }
    }

    private async Task KnockAsync(ProbeRequest request, ApiKey key, GatewayDoor[] doors, Tally[] tallies, long started, CancellationToken deadline)
    {
        var pause = TimeSpan.FromMilliseconds(request.IntervalMs);
        for (var attempt = 0; attempt < request.Attempts; attempt++)
        {
            if (attempt > 0)
            {
                await Task.Delay(pause, time, deadline);
            }

            var turn = attempt;
            var verdicts = await Task.WhenAll(tallies.Select(async (tally, index) =>
                Verdict.On(await doors[(turn + index) % doors.Length].KnockAsync(tally.Upstream, key, deadline), options.Mark, request.IsSettling)));
            for (var index = 0; index < tallies.Length; index++)
            {
                tallies[index] = tallies[index].Add(verdicts[index], time.GetElapsedTime(started));
            }

            if (Array.Exists(verdicts, verdict => verdict.Kind == VerdictKind.Fault))
            {
                return;
            }

            pause = Array.Exists(verdicts, verdict => verdict.Kind == VerdictKind.Throttled) ? Slower(pause) : pause;
        }
    }

    /// <summary>A private name may take minutes until it resolves: neutral answers, so that whoever asks decides how long to wait.</summary>
    private static ProbeReport Unasked(ProbeRequest request, string? versionId, string trouble) => new()
    {
        VersionId = versionId,
        Trouble = trouble,
        Upstreams = [.. request.Upstreams.Select(upstream => new UpstreamReport { Upstream = upstream, Neutral = request.Attempts })],
    };

    private async Task<(GatewayDoor[] Doors, string? Trouble)> OpenAsync(CancellationToken cancellationToken)
    {
        var host = new Uri(options.GatewayUrl).IdnHost;
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken);
            return ([.. addresses.Select(address => new GatewayDoor(address, options, time))], null);
        }
        catch (SocketException failure)
        {
            return ([], $"The gateway's name {host} cannot be resolved ({failure.SocketErrorCode}); expected the addresses of the execute-api endpoint. Does the VPC resolve names, and is the endpoint associated with the API?");
        }
    }

    private static TimeSpan Slower(TimeSpan pause) => pause * 2 < ThrottledPause ? ThrottledPause : pause * 2 > LongestPause ? LongestPause : pause * 2;
}
