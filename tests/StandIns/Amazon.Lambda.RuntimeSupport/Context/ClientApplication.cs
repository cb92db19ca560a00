using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport.Context;

internal sealed class ClientApplication : IClientApplication
{
    public string AppPackageName { get; private init; }

    public string AppTitle { get; private init; }

    public string AppVersionCode { get; private init; }

    public string AppVersionName { get; private init; }

    public string InstallationId { get; private init; }

    public static ClientApplication From(JsonElement client) => new()
    {
        AppPackageName = client.Text("app_package_name"),
        AppTitle = client.Text("app_title"),
        AppVersionCode = client.Text("app_version_code"),
        AppVersionName = client.Text("app_version_name"),
        InstallationId = client.Text("installation_id"),
    };
}
