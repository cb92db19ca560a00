namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>The template is deployed once, so an API has one deployment, whatever asks for it.</summary>
internal static class ApiDeployment
{
    public static string IdOf(string apiId) => "d" + apiId[..Math.Min(5, apiId.Length)];
}
