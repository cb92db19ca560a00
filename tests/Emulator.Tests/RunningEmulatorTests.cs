using Egress.Emulator.Gateway;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Egress.Emulator.Tests;

public sealed class RunningEmulatorTests
{
    private const string Template = """
        Resources:
          Endpoint:
            Type: AWS::EC2::VPCEndpoint
            Properties: {ServiceName: com.amazonaws.us-east-1.execute-api, VpcEndpointType: Interface, VpcId: vpc-1}
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Switches_of_the_data_plane_are_options_of_the_emulator(bool sendsServerHeader)
    {
        var folder = Directory.CreateTempSubdirectory("egress-");
        try
        {
            var file = Path.Combine(folder.FullName, "template.yaml");
            await File.WriteAllTextAsync(file, Template, TestContext.Current.CancellationToken);
            var options = new EmulatorOptions { TemplateFile = file, ControlPort = 0, RunsFunctions = false, Switches = new GatewaySwitches { SendsServerHeader = sendsServerHeader } };
            await using var emulator = await RunningEmulator.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
            using var handler = new SocketsHttpHandler();
            using var client = new HttpMessageInvoker(handler);
            using var request = new HttpRequestMessage(HttpMethod.Get, emulator.Endpoints.Single().Http);

            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

            Assert.Equal(sendsServerHeader, answer.Headers.Contains("Server"));
            Assert.Equal("""{"message":"Forbidden"}""", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
