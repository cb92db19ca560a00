using System.Security.Cryptography;
using System.Text;

namespace Egress.Admin.Operators;

/// <summary>One request, and what is known of the invocation that brought it.</summary>
internal sealed record OperatorRun
{
    public required OperatorRequest Request { get; init; }

    /// <summary>Lambda's id of the invocation: the same when Lambda tries again, so it makes a repetition known.</summary>
    public required string RequestId { get; init; }

    /// <summary>Without the alias or version by which it was invoked: what is asked once must not bind rotations to it.</summary>
    public required string FunctionArn { get; init => field = string.Join(':', value.Split(':').Take(7)); }

    public required TimeSpan Remaining { get; init; }

    public bool IsDryRun => Request.DryRun == true;

    /// <summary>Rules have seen to it that an action which needs a consumer has one.</summary>
    public string Consumer => Request.Consumer!;

    /// <summary>By which a repetition of this request knows it; see <see cref="Secrets.Asked"/>.</summary>
    public string Mark => TokenFor("mark")[..16];

    /// <summary>A version id that is the same for the same request.</summary>
    public string TokenFor(string purpose) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{RequestId} {purpose}")));
}
