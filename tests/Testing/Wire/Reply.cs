namespace Egress.Testing.Wire;

/// <summary>Writes an answer to the wire. False ends the connection with a reset, as a dead one would.</summary>
public delegate Task<bool> Reply(SeenRequest request, Stream wire);
