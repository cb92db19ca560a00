using Microsoft.Extensions.Options;

namespace Egress.Admin;

/// <summary>What the attributes of <see cref="AdminOptions"/> ask for; written by the generator.</summary>
[OptionsValidator]
internal sealed partial class AdminOptionsAnnotations : IValidateOptions<AdminOptions>;
