using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Egress.Admin;

/// <summary>Reads the settings and refuses a wrong deployment, naming every fault at once.</summary>
internal static class AdminOptionsReader
{
    public static AdminOptions Read(IConfiguration configuration)
    {
        var options = new AdminOptions();
        configuration.GetSection(AdminOptions.Section).Bind(options);
        IValidateOptions<AdminOptions>[] validators = [new AdminOptionsAnnotations(), new AdminOptionsRules()];
        string[] faults = [.. validators.Select(validator => validator.Validate(null, options)).Where(result => result.Failed).SelectMany(result => result.Failures!)];
        return faults.Length == 0 ? options : throw new OptionsValidationException(AdminOptions.Section, typeof(AdminOptions), faults);
    }
}
