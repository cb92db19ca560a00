namespace Egress.Admin.Secrets;

/// <summary>Secrets Manager's staging labels.</summary>
internal static class Label
{
    public const string Current = "AWSCURRENT";
    public const string Pending = "AWSPENDING";
    public const string Previous = "AWSPREVIOUS";
}
