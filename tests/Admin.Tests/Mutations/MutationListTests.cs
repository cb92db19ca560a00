using System.Reflection;
using Egress.Simulation.Mutations;
using Egress.Testing;

namespace Egress.Admin.Tests.Mutations;

/// <summary>The list of mutations must not fall behind the code; <c>make bench ARGS=mutations</c> breaks Admin by each of them and sees it caught.</summary>
public sealed class MutationListTests
{
    public static TheoryData<string> Names => [.. MutationList.All.Select(mutation => mutation.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_mutation_fits_the_code_in_one_place_and_names_a_test(string name)
    {
        var mutation = MutationList.All.Single(each => each.Name == name);
        var code = File.ReadAllText(Repository.PathOf("functions", "Admin", mutation.File));
        var (type, method) = (mutation.Test[..mutation.Test.LastIndexOf('.')], mutation.Test[(mutation.Test.LastIndexOf('.') + 1)..]);

        Assert.True(code.Split(mutation.Text).Length == 2, $"{mutation.File} should hold once: {mutation.Text}");
        Assert.NotNull(typeof(MutationListTests).Assembly.GetType($"Egress.Admin.Tests.{type}")?.GetMethod(method, BindingFlags.Public | BindingFlags.Instance));
    }
}
