using ReviewApi.Access;

namespace ReviewApi.Exchange;

/// <summary>Each export has a connection of its own for as long as it is read: there are few at once.</summary>
internal sealed class ExportTurns() : Turns("exports", ofAll: 8, ofCaller: 3);
