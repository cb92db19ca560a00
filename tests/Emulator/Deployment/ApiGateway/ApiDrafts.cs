using Egress.Emulator.ControlPlane;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>The REST APIs of a stack.</summary>
internal sealed class ApiDrafts
{
    private readonly Dictionary<string, ApiDraft> _byId = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unpublished = new(StringComparer.Ordinal);

    public void Add(ApiDraft draft)
    {
        _byId[draft.Id] = draft;
        _unpublished.Add(draft.Id);
    }

    /// <summary>The API that a property of a resource names, about to be changed by that resource.</summary>
    public ApiDraft Require(ResourceRequest request, string property = "RestApiId")
    {
        var id = request.Properties.Text(property);
        _unpublished.Add(id);
        return _byId.GetValueOrDefault(id)
            ?? throw new TemplateException(
                request.Properties.LocationOf(property),
                $"{id} as {property} of {request.LogicalId}",
                "the id of a REST API of this template",
                "refer to one with Ref");
    }

    public void PublishTo(ApiGatewayStore store)
    {
        foreach (var id in _unpublished)
        {
            store.AddApi(_byId[id].Build());
        }

        _unpublished.Clear();
    }
}
