namespace Egress.Emulator.ControlPlane;

/// <summary>An item of a list with its place, which no other item ever had or will have. A list is in ascending order of places.</summary>
internal readonly record struct Placed<T>(long Place, T Item);
