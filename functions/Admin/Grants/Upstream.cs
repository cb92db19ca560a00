namespace Egress.Admin.Grants;

/// <summary>A stage is named after its upstream's host with <c>.</c> written <c>_</c>; a host name has no <c>_</c>, so the way back is as sure.</summary>
internal static class Upstream
{
    public static string StageOf(string host) => host.Replace('.', '_');

    public static string HostOf(string stage) => stage.Replace('_', '.');
}
