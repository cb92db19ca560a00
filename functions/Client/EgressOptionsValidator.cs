using Microsoft.Extensions.Options;

namespace Egress.Client;

/// <summary>The rules of single fields, generated from the attributes of <see cref="EgressOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class EgressOptionsValidator : IValidateOptions<EgressOptions>;
