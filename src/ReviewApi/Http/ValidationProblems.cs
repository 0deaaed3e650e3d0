using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;
using ReviewApi.Rules;

namespace ReviewApi.Http;

/// <summary>What validators found, as the faults and warnings of an answer.</summary>
internal static class ValidationProblems
{
    const int MostHints = 50;

    /// <summary>Ends the request with 422 and every fault, or gives the warnings.</summary>
    public static IReadOnlyList<Fault> OrThrow(this ValidationResult result)
    {
        var faults = result.Errors.Where(failure => failure.Severity == Severity.Error).Select(ToFault).ToList();
        if (faults.Count > 0)
            throw Invalid(faults);
        return result.Errors.Select(ToFault).ToList();
    }

    public static ProblemException Invalid(string path, Finding finding) => Invalid([ToFault(Findings.Failure(path, finding), 0)]);

    static ProblemException Invalid(List<Fault> faults) =>
        new(
            Problems.Validation,
            faults.DistinctBy(fault => fault.Pointer).Count() is var places and > 1
                ? $"{places} places are at fault."
                : "One place is at fault.",
            faults);

    static Fault ToFault(ValidationFailure failure, int index) => new()
    {
        Pointer = Pointer(failure.PropertyName),
        Code = failure.ErrorCode,
        Detail = failure.CustomState is Func<string> hint && index < MostHints ? failure.ErrorMessage + hint() : failure.ErrorMessage,
    };

    // "Films[0].title" is /films/0/title; no member's name has a dot or a bracket.
    static string Pointer(string path) =>
        string.Concat(
            path.Split('.', '[').Where(step => step.Length > 0)
                .Select(step => "/" + JsonNamingPolicy.CamelCase.ConvertName(step.TrimEnd(']'))));
}
