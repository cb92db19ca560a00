using Microsoft.Extensions.Options;

namespace Egress.Probe;

/// <summary>What the attributes of <see cref="ProbeOptions"/> ask for; written by the generator.</summary>
[OptionsValidator]
internal sealed partial class ProbeOptionsAnnotations : IValidateOptions<ProbeOptions>;
