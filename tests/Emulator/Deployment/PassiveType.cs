namespace Egress.Emulator.Deployment;

/// <summary>
/// A resource type that has an id and attributes here and does nothing. In both, <c>{hex}</c> is 17 hex digits, <c>{alnum}</c> 12 letters and digits, <c>{uuid}</c>,
/// <c>{name}</c> the name in CloudFormation's form, <c>{id}</c> what Ref gives, <c>{region}</c>, <c>{account}</c>, <c>{partition}</c>;
/// <c>{X|else}</c> is the property X, or else what follows.
/// </summary>
internal sealed record PassiveType(string Type, string Id, params IReadOnlyList<(string Name, string Value)> Attributes);
