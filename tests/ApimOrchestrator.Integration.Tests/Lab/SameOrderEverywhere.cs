using System.Security.Cryptography;
using System.Text;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestMethodOrderer(typeof(ApimOrchestrator.Integration.Tests.Lab.SameOrderEverywhere))]

namespace ApimOrchestrator.Integration.Tests.Lab;

/// <summary>
/// The tests of a class in an order that their names decide: the runner's own depends on where the sources lie, so that tests which lean
/// on one another would fail only elsewhere. <c>APIM_TEST_ORDER=WORD</c> gives another order, to look for such tests.
/// </summary>
public sealed class SameOrderEverywhere : ITestMethodOrderer
{
    private static readonly string Word = Environment.GetEnvironmentVariable("APIM_TEST_ORDER") ?? "";

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestMethod?> OrderTestMethods<TTestMethod>(IReadOnlyCollection<TTestMethod?> testMethods)
        where TTestMethod : notnull, ITestMethod =>
        [.. testMethods.OrderBy(method => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Word + method?.MethodName))), StringComparer.Ordinal)];
}
