namespace Egress.Client;

/// <summary>How far a request had come when it failed. What breaks off later, within an answer's body, is .NET's own <see cref="HttpIOException"/>.</summary>
public enum EgressPhase
{
    /// <summary>Before the network: nothing was sent.</summary>
    Preparing,

    /// <summary>While a connection to the gateway was made: nothing was sent.</summary>
    Connecting,

    /// <summary>Sent, at least in part, and no answer came: it may have been carried out.</summary>
    AwaitingAnswer,

    /// <summary>The gateway answered in the upstream's place.</summary>
    Rejected,
}
