using Egress.Emulator.Vpc;

if (args is [NetworkRelay.Verb, .. var rest])
{
    return await NetworkRelay.RunAsync(rest, CancellationToken.None);
}

return 0;
