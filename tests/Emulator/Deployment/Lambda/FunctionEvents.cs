using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.Lambda;

/// <summary>What would call a function on AWS. Nothing of it calls here, which is worth a note; an API that it would stand behind is worth a refusal.</summary>
internal static class FunctionEvents
{
    public static void Note(ResourceRequest request)
    {
        foreach (var entry in request.Properties.FindMap("Events")?.Entries ?? [])
        {
            var type = entry.Value.AsMap($"the event {entry.Key}").Require("Type", $"the event {entry.Key}").AsText("the type of an event");
            if (type == "Api")
            {
                throw new TemplateException(
                    entry.At,
                    $"the Api event {entry.Key} of {request.LogicalId}",
                    "no function behind a REST API: the emulator has HTTP_PROXY and MOCK",
                    "guard the function with a condition that is false here");
            }

            request.Stack.Notes.Add($"{request.LogicalId} is not called by its event {entry.Key} ({type}); `invoke {request.LogicalId}` calls it");
        }
    }
}
