using System.ComponentModel.DataAnnotations;

namespace Egress.Admin;

/// <summary>Admin's settings: <c>Egress__…</c> of the environment, which template.yaml fills.</summary>
internal sealed class AdminOptions
{
    internal const string Section = "Egress";

    /// <summary>Tag of our secrets and keys; second part of key names.</summary>
    [Required(ErrorMessage = "Egress__Stack is not set; expected the stack's name. template.yaml sets it.")]
    public string Stack { get; set; } = "";

    /// <summary>The consumer that the template declares, whose grants its anchor key declares.</summary>
    [Required(ErrorMessage = "Egress__Consumer is not set; expected the name of the template's consumer. template.yaml sets it.")]
    public string Consumer { get; set; } = "";

    [Required(ErrorMessage = "Egress__RestApiId is not set; expected the gateway's REST API id. template.yaml sets it.")]
    public string RestApiId { get; set; } = "";

    [Required(ErrorMessage = "Egress__ProbeFunction is not set; expected the name or ARN of the Probe function. template.yaml sets it.")]
    public string ProbeFunction { get; set; } = "";

    [Required(ErrorMessage = "Egress__AnchorKeyId is not set; expected the id of the key that the template declares. template.yaml sets it.")]
    public string AnchorKeyId { get; set; } = "";

    /// <summary>The secret of the template's consumer.</summary>
    [Required(ErrorMessage = "Egress__SecretId is not set; expected the ARN of the template consumer's secret. template.yaml sets it.")]
    public string SecretId { get; set; } = "";

    /// <summary>Passes in a row that prove a stage. If a tenth of the nodes lacks the key, 40 passes miss it in 1.5 % of cases, 10 in 35 %.</summary>
    public int ProbePasses { get; set; } = 40;

    /// <summary>The passes must be spread over at least this time.</summary>
    public TimeSpan ProbeSpread { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The proof must be found within this time, or the rotation fails and is tried again later.</summary>
    public TimeSpan ProbeBudget { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a replaced key stays valid: longer than any caller may hold on to it.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromDays(1);

    /// <summary>A disabled key is kept this long before it is deleted: until then there is a way back.</summary>
    public TimeSpan Quarantine { get; set; } = TimeSpan.FromDays(7);

    /// <summary>A key that is still used at the end of its grace is kept at most this much longer.</summary>
    public TimeSpan MaxHold { get; set; } = TimeSpan.FromDays(7);

    /// <summary>AWSPENDING that is older than this belongs to a rotation that died.</summary>
    public TimeSpan PendingAbort { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Days between two rotations of a consumer that is issued at run time.</summary>
    public int RotationDays { get; set; } = 30;

    /// <summary>The KMS key that seals the secrets of consumers that are issued at run time; null or empty is AWS's own.</summary>
    public string? KmsKeyArn { get; set; }

    /// <summary>How old a value a caller may still send: the client's own bound.</summary>
    public TimeSpan MaxStale { get; set; } = TimeSpan.FromHours(12);
}
