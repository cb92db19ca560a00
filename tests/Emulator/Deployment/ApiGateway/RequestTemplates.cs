using Egress.Emulator.Gateway.Integrate;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>The request templates of an integration. An HTTP_PROXY has no use for them; of a MOCK's the emulator has to be able to run every word.</summary>
internal static class RequestTemplates
{
    public static IReadOnlyDictionary<string, string> Read(PropertyMap integration, string name, bool isMock)
    {
        foreach (var template in isMock ? integration.FindMap(name)?.Entries ?? [] : [])
        {
            if (MockTemplates.FindUnknown(template.Value.AsText(template.Key)) is { } unknown)
            {
                throw new TemplateException(
                    template.At,
                    $"{unknown} in a request template",
                    "$context.…, $stageVariables.…, $input.params('…') and #set of a variable or of $context.responseOverride.…: the emulator runs nothing else of the template language",
                    "write it without, or guard the method with a condition that is false here");
            }
        }

        return integration.TextsByKey(name);
    }
}
