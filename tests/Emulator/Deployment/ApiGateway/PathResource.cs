namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>AWS::ApiGateway::Resource: a path below another.</summary>
internal static class PathResource
{
    public static DeployedResource Create(ResourceRequest request)
    {
        var properties = request.Properties;
        properties.RefuseOthersThan("ParentId", "PathPart", "RestApiId");
        var draft = request.Stack.Apis.Require(request);
        var parent = ParentPath(request, draft);
        var path = $"{(parent == "/" ? "" : parent)}/{properties.Text("PathPart")}";
        if (draft.Paths.Contains(path))
        {
            throw request.Refuse("PathPart", $"the path {path} a second time", "each path once", "remove one of the two");
        }

        draft.Paths.AddPath(path, properties.LocationOf("PathPart"));
        var id = draft.Paths.IdOf(path);
        return request.Deployed(id, ("ResourceId", id));
    }

    private static string ParentPath(ResourceRequest request, ApiDraft draft) => draft.Paths.PathOf(request.Properties.Text("ParentId"))
        ?? throw request.Refuse("ParentId", $"the parent {request.Properties.Text("ParentId")}", $"a resource of {draft.Name}", "refer to one, or to RootResourceId of the API");
}
