namespace Egress.Emulator.Template;

/// <summary>
/// A Ref (<see cref="Attribute"/> null) or a GetAtt. SAM's <c>Ref: Api.Stage</c> is a Ref whose name goes on after the logical id.
/// </summary>
internal readonly record struct Reference(string Name, string? Attribute, SourceLocation At)
{
    /// <summary>In Fn::Sub, <c>${Api.Stage}</c> is a GetAtt or SAM's Ref: the text does not tell them apart.</summary>
    public bool IsInSub { get; init; }

    public string LogicalId => Name.Split('.', 2)[0];

    public override string ToString() => Attribute is null ? $"Ref {Name}" : $"Fn::GetAtt {Name}.{Attribute}";
}
