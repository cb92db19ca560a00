using Amazon.Runtime.Internal;

namespace Amazon.StandIns;

/// <summary>What a generated client changes in Core's pipeline: after marshalling, choose how to sign, then where to send.</summary>
internal static class ServicePipeline
{
    public static void Customize(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<Runtime.Internal.EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new RegionalEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SigV4Resolver());
    }
}
