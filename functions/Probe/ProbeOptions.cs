using System.ComponentModel.DataAnnotations;

namespace Egress.Probe;

/// <summary>Probe's settings: <c>Egress__…</c> of the environment, which template.yaml fills.</summary>
internal sealed class ProbeOptions
{
    internal const string Section = "Egress";

    /// <summary>The gateway's address without a stage.</summary>
    [Required(ErrorMessage = "Egress__GatewayUrl is not set; expected the gateway's https address without a stage. template.yaml sets it.")]
    public string GatewayUrl { get; set; } = "";

    /// <summary>Sent with every request, so that any form of the endpoint's name works.</summary>
    [Required(ErrorMessage = "Egress__ApiId is not set; expected the gateway's REST API id. template.yaml sets it.")]
    public string ApiId { get; set; } = "";

    /// <summary>By which the gateway's own answers are told from an upstream's.</summary>
    [Required(ErrorMessage = "Egress__Mark is not set; expected the stack's mark, as the gateway responses carry it. template.yaml sets it.")]
    public string Mark { get; set; } = "";
}
