using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Egress.Probe;

/// <summary>Reads the settings and refuses a wrong deployment, naming every fault at once.</summary>
internal static class ProbeOptionsReader
{
    public static ProbeOptions Read(IConfiguration configuration)
    {
        var options = new ProbeOptions();
        configuration.GetSection(ProbeOptions.Section).Bind(options);
        IValidateOptions<ProbeOptions>[] validators = [new ProbeOptionsAnnotations(), new ProbeOptionsRules()];
        string[] faults = [.. validators.Select(validator => validator.Validate(null, options)).Where(result => result.Failed).SelectMany(result => result.Failures!)];
        return faults.Length == 0 ? options : throw new OptionsValidationException(ProbeOptions.Section, typeof(ProbeOptions), faults);
    }
}
