using Egress.Emulator.Gateway;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.Network;

/// <summary>An execute-api endpoint and where the template declares it.</summary>
internal sealed record DeclaredEndpoint(SourceLocation At, VpcEndpoint Endpoint);
