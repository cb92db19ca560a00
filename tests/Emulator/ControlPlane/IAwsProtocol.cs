using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.ControlPlane;

/// <summary>How one service is spoken to.</summary>
internal interface IAwsProtocol
{
    /// <summary>As the AWS CLI names it.</summary>
    string Service { get; }

    /// <summary>Their names in the service model.</summary>
    IEnumerable<string> Operations { get; }

    bool Claims(HttpRequest request);

    /// <summary>Reads the request as far as needed to name the operation and to perform it; throws <see cref="ControlPlaneException"/> when it is none.</summary>
    Task<ControlPlaneOperation> RecogniseAsync(HttpRequest request, CancellationToken cancellationToken);

    ControlPlaneAnswer Error(ControlPlaneException error);
}
