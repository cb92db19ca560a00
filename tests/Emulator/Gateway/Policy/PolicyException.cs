namespace Egress.Emulator.Gateway.Policy;

/// <summary>A policy that cannot be loaded: says where, what was found and what was expected.</summary>
internal sealed class PolicyException(string path, string found, string expected) : FormatException($"Policy, {path}: found {found}, expected {expected}.");
