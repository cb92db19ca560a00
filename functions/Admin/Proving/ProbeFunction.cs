using System.Text.Json;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Egress.Admin.Calls;
using Egress.Probe.Contract;

namespace Egress.Admin.Proving;

/// <summary>Asks Probe, which stands inside the VPC, what the gateway answers. No value goes either way.</summary>
internal sealed class ProbeFunction(IAmazonLambda lambda, Attempts attempts, AdminOptions options, TimeProvider time)
{
    private static readonly TimeSpan WakingPause = TimeSpan.FromSeconds(5);

    /// <summary>A function in a VPC that nobody called for weeks loses its network interfaces; waking it takes a minute or two [Lambda: function states].</summary>
    private static readonly string[] Waking = ["ResourceNotReadyException", "ENINotReadyException", "ResourceConflictException"];

    public async Task<ProbeReport> AskAsync(ProbeRequest request, CancellationToken cancellationToken)
    {
        var answer = await InvokeAsync(JsonSerializer.Serialize(request, ProbeJson.Default.ProbeRequest), cancellationToken);
        return answer.FunctionError is null
            ? Checked(Read(answer.Payload), request)
            : throw new RefusedException($"Probe failed ({answer.FunctionError}) in {options.ProbeFunction}. Its log says why; the key in use is untouched.");
    }

    private async Task<InvokeResponse> InvokeAsync(string payload, CancellationToken cancellationToken)
    {
        for (var started = time.GetTimestamp(); ;)
        {
            try
            {
                // A request for each try: its payload is a stream, which the first one reads to its end.
                return await attempts.RepeatAsync(
                    "Invoke Probe",
                    token => lambda.InvokeAsync(new InvokeRequest { FunctionName = options.ProbeFunction, InvocationType = InvocationType.RequestResponse, Payload = payload }, token),
                    cancellationToken);
            }
            catch (CallFailedException failure) when (Waking.Contains(failure.Code) && time.GetElapsedTime(started) < options.ProbeBudget)
            {
                await Task.Delay(WakingPause, time, cancellationToken);
            }
        }
    }

    private static ProbeReport? Read(Stream payload)
    {
        try
        {
            return JsonSerializer.Deserialize(payload, ProbeJson.Default.ProbeReport);
        }
        catch (JsonException)
        {
            return null; // the parser's message may quote the payload
        }
    }

    private static ProbeReport Checked(ProbeReport? report, ProbeRequest request)
    {
        if (report is null)
        {
            throw new RefusedException("Probe's answer is no report. Deploy Probe and Admin from the same build.");
        }

        if (request.Mode != ProbeMode.Control && report.VersionId != request.VersionId)
        {
            throw new RefusedException($"Probe reports on version {report.VersionId}; asked for {request.VersionId}. It proves nothing.");
        }

        return request.Upstreams.Except(report.Upstreams.Select(each => each.Upstream)).FirstOrDefault() is not { } forgotten
            ? report
            : throw new RefusedException($"Probe's report lacks the upstream {forgotten}. It proves nothing.");
    }
}
