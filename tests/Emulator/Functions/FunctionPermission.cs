namespace Egress.Emulator.Functions;

/// <summary>A statement of a function's resource policy. <paramref name="Equal"/>: condition keys and the one value that each must have.</summary>
internal sealed record FunctionPermission(string FunctionArn, string StatementId, string Action, string Principal, IReadOnlyDictionary<string, string> Equal, string? SourceArn);
