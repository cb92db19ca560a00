namespace Egress.Probe.Contract;

/// <summary>How an exchange ended.</summary>
internal enum ExchangeEnd
{
    /// <summary>The gateway closed the connection in order.</summary>
    Closed,

    /// <summary>The gateway answered, then sent nothing more and left the connection open.</summary>
    LeftOpen,

    /// <summary>No byte came in time.</summary>
    Silent,

    /// <summary>The connection broke.</summary>
    Reset,

    /// <summary>More came than is carried back.</summary>
    Cut,

    /// <summary>No connection could be made.</summary>
    NotConnected,

    /// <summary>Probe's own time was over.</summary>
    OutOfTime,
}
