using System.Text.Json.Nodes;

namespace Egress.Admin.Operators;

/// <summary>One action. It answers what it did, or with <c>dryRun</c> what it would do.</summary>
internal interface IVerb
{
    string Name { get; }

    Task<JsonObject> RunAsync(OperatorRun run, CancellationToken cancellationToken);
}
