using ReviewApi.Access;

namespace ReviewApi.Exchange.Imports;

/// <summary>Each import keeps some chunks in memory: there are few at once.</summary>
internal sealed class ImportTurns() : Turns("imports", ofAll: 8, ofCaller: 4);
