using System.Text.Json;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.CustomResources;

/// <summary>The event that CloudFormation sends (AWS page "Custom resource request objects"): every property a string, ServiceToken among them.</summary>
internal static class CustomResourceEvent
{
    public static byte[] Create(ResourceRequest request, string requestId, Uri responseUrl)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("RequestType", "Create");
            writer.WriteString("ServiceToken", request.Properties.Text("ServiceToken"));
            writer.WriteString("ResponseURL", responseUrl.AbsoluteUri);
            writer.WriteString("StackId", request.Stack.Identity.StackId);
            writer.WriteString("RequestId", requestId);
            writer.WriteString("LogicalResourceId", request.LogicalId);
            writer.WriteString("ResourceType", request.Declaration.Type);
            writer.WritePropertyName("ResourceProperties");
            NodeJson.WriteStrings(writer, request.Evaluated);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }
}
