namespace Egress.Emulator.Verify;

/// <summary>One question that both gateways are asked.</summary>
/// <param name="Id">Names it in the table.</param>
/// <param name="About">The question in words.</param>
/// <param name="Request">The raw request, with Probe's placeholders.</param>
/// <param name="Vectors">The recordings that it repeats.</param>
/// <param name="Unknown">What is not known of AWS and the answer settles, by number; 12.n is a probe of its own.</param>
internal sealed record VerifyCase(string Id, string About, byte[] Request, IReadOnlyList<string> Vectors, IReadOnlyList<string> Unknown)
{
    /// <summary>Answers to HEAD have no body, whatever length they tell.</summary>
    public bool IsHead => Request.AsSpan().StartsWith("HEAD "u8);
}
