using System.Net.Sockets;
using Egress.Emulator.Deployment.CustomResources;
using Egress.Emulator.Functions;
using Egress.Emulator.Hosting;
using Egress.Emulator.Template;
using Egress.Emulator.Tests.Functions;
using Egress.Emulator.Vpc;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Egress.Emulator.Tests.Hosting;

/// <summary>What AWS services can be reached from inside the VPC.</summary>
public sealed class ControlPlaneServerTests : IAsyncLifetime
{
    private readonly HashSet<string> _declared = [];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egress-cp-");
    private Egress.Emulator.Hosting.ControlPlaneServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await Egress.Emulator.Hosting.ControlPlaneServer.StartAsync(
        context => context.Response.Body.WriteAsync("served"u8.ToArray()).AsTask(), () => _declared, new CustomResourceChannel(), 0, _folder.FullName, NullLoggerFactory.Instance, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("no endpoint", "", "secretsmanager", false)]
    [InlineData("its endpoint", "secretsmanager", "secretsmanager", true)]
    [InlineData("another's endpoint", "secretsmanager", "lambda", false)]
    [InlineData("its endpoint among others", "secretsmanager lambda", "lambda", true)]
    [InlineData("management has an endpoint of its own", "secretsmanager lambda execute-api", "apigateway", false)]
    [InlineData("which can be declared", "apigateway", "apigateway", true)]
    public async Task From_inside_a_service_is_reached_through_its_endpoint_alone(string because, string declared, string service, bool isServed)
    {
        _declared.UnionWith(declared.Split(' '));
        _server.Open();

        var answer = await SendAsync(service);

        Assert.True(answer == (isServed ? "served" : $"The template declares no interface VPC endpoint for {service}: that service cannot be reached from inside the VPC."), $"{because}: {answer}");
    }

    [Fact]
    public async Task A_call_that_comes_before_the_stack_is_there_waits_for_it()
    {
        var early = SendAsync("lambda");
        await Task.WhenAny(early, Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken));
        var isHeld = !early.IsCompleted;
        _declared.Add("lambda");
        _server.Open();

        Assert.Equal((true, "served"), (isHeld, await early));
    }

    [Theory]
    [InlineData("no endpoint: no way at all", "execute-api s3", false)]
    [InlineData("an endpoint", "secretsmanager", true)]
    public void A_function_in_the_vpc_has_a_way_to_the_services_only_with_an_endpoint(string because, string declared, bool hasWay)
    {
        var network = ClosedNetwork.Detect();
        Assert.SkipWhen(network.WhyNot is not null, $"NOT SHOWN: the closed network cannot be enforced here ({network.WhyNot}).");
        _declared.UnionWith(declared.Split(' '));
        var names = new LocalNames(new StackIdentity { Id = Guid.NewGuid() }, _server.Address, [], []);
        var surroundings = new FunctionSurroundings(network, "ca.pem", _server, [], names, () => _declared);

        var prepared = surroundings.Prepare(new SandboxStart(SampleFunction.Definition with { IsInVpc = true }, new("bootstrap"), 1, "runtime"));

        Assert.True(prepared.ArgumentList.Contains($"{_server.Address.Port}={_server.ServicesSocket}") == hasWay, because);
    }

    private async Task<string> SendAsync(string service)
    {
        using var client = new HttpClient(new SocketsHttpHandler { ConnectCallback = ConnectAsync });
        using var request = new HttpRequestMessage(HttpMethod.Post, service == "lambda" ? "http://aws/2015-03-31/functions/f/invocations" : "http://aws/");
        if (service == "secretsmanager")
        {
            request.Headers.Add("X-Amz-Target", "secretsmanager.GetSecretValue");
        }

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_server.ServicesSocket), cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
