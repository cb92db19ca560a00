using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>
/// Where an integration may lead. AWS would take all that is refused here; each is a hole or a mistake:
/// 1. a host that callers choose, 2. a path that is dropped, 3. one verb for all, 4. a host that is not public, unless <c>--connect-to</c> names it.
/// </summary>
internal sealed class UpstreamRules(IReadOnlyCollection<string> connectedHosts)
{
    private const string PathTarget = "integration.request.path.";
    private const string Guard = "guard the method with a condition that is false here if it has to be so";

    public void CheckIntegration(EndpointUri uri, string? httpMethod, IReadOnlyDictionary<string, string> mappings, MethodContract contract, SourceLocation at)
    {
        // 1
        if (uri.HostHasPathParameter)
        {
            throw new TemplateException(
                at,
                $"the host of {uri.Text}, which the caller's path goes into",
                "a / between the host and {…}",
                "add it: a path of '.evil.com' would be another host");
        }

        // 2
        if (GreedyParameter(contract.Path) is { } greedy && !Takes(uri, greedy) && !mappings.Any(mapping => mapping.Value == $"method.request.path.{greedy}" && IsUsed(uri, mapping.Key)))
        {
            throw new TemplateException(at, $"{uri.Text} behind {contract.Path}", $"{{{greedy}}} in it", $"add it, or map method.request.path.{greedy} to something else of the request: every path reaches the same one; {Guard}");
        }

        // 3
        if (contract.Verb == "ANY" && httpMethod != "ANY")
        {
            throw new TemplateException(at, $"{httpMethod} to the upstream behind the method ANY", "ANY", $"write ANY, or every verb becomes {httpMethod}; {Guard}");
        }

        // 4
        if (uri.HostVariables.Count == 0)
        {
            CheckHost(uri.Host, at);
        }
    }

    /// <summary>The hosts that a stage's variables make. One that is undefined makes none: every call is then answered 500.</summary>
    public void CheckStage(ApiDraft draft, MapNode? variables)
    {
        var texts = (variables?.Entries ?? []).ToDictionary(entry => entry.Key, entry => entry.Value.AsText(entry.Key), StringComparer.Ordinal);
        foreach (var uri in draft.Paths.Methods.Select(method => method.Integration.Uri).OfType<string>().Distinct().Select(EndpointUri.Parse))
        {
            if (uri.HostVariables.Count > 0 && uri.HostVariables.All(texts.ContainsKey))
            {
                variables!.TryGet(uri.HostVariables[0], out var entry);
                CheckHost(uri.HostWith(texts), entry!.At);
            }
        }
    }

    private void CheckHost(string host, SourceLocation at)
    {
        if (!connectedHosts.Contains(host) && PublicHost.Fault(host) is { } fault)
        {
            throw new TemplateException(
                at,
                $"the upstream host '{host}', {fault}",
                "the name of a public host such as api.example.com",
                $"correct it; to lead it elsewhere on this machine pass --connect-to {host}=http://127.0.0.1:PORT");
        }
    }

    private static bool Takes(EndpointUri uri, string parameter) => uri.Text.Contains($"{{{parameter}}}", StringComparison.Ordinal);

    // Only a parameter of the path needs a place in the uri.
    private static bool IsUsed(EndpointUri uri, string target) => !target.StartsWith(PathTarget, StringComparison.Ordinal) || Takes(uri, target[PathTarget.Length..]);

    private static string? GreedyParameter(string path) => path.EndsWith("+}", StringComparison.Ordinal) ? path[(path.LastIndexOf('{') + 1)..^2] : null;
}
