using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Egress.Admin;

/// <summary>Reads the settings and names every fault of them at once.</summary>
internal static class AdminOptionsReader
{
    public static AdminSettings Read(IConfiguration configuration)
    {
        // The stack first, by itself: whatever else is unreadable, the keys that a deletion must find bear its name.
        var options = new AdminOptions { Stack = configuration[$"{AdminOptions.Section}:{nameof(AdminOptions.Stack)}"] ?? "" };
        try
        {
            configuration.GetSection(AdminOptions.Section).Bind(options);
        }
        catch (InvalidOperationException unreadable)
        {
            return new AdminSettings(options, [$"A setting Egress__… cannot be read. {unreadable.Message} Correct the template's parameter."]);
        }

        IValidateOptions<AdminOptions>[] validators = [new AdminOptionsAnnotations(), new AdminOptionsRules()];
        return new AdminSettings(options, [.. validators.Select(validator => validator.Validate(null, options)).Where(result => result.Failed).SelectMany(result => result.Failures!)]);
    }
}
